using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Attribution.Scan;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Explanation;

/// <summary>
/// Whether the failures of a finding are all at a part of its scope that no kind of scope names: a version on one carrier, one issuer's cards at one
/// merchant. Told only, never decided by.
/// </summary>
internal sealed class Concentration(FleetMap fleet, ObservationLog log, FailureRates rates, ActivityHistory history, PresenceWatch presence)
{
    private const int LeastFailures = 8;
    private const int LeastTerminals = 3;
    private const int MostIssuers = 6;
    private const string Cards = "bin";

    /// <summary>How many declines seen in the scope the fleet's share of an issuer is worth.</summary>
    private const double FleetWorth = 20;

    /// <summary>
    /// Nats by which the failures must be unevenly spread, beside what it costs to have looked at so many parts: a terminal's failures come together.
    /// </summary>
    private const double Sure = 9;
    private static readonly ScanSettings Settings = new();

    /// <returns>Null where they are all over it, or too few.</returns>
    public EvidenceFact? Of(OpenFinding finding, long now)
    {
        if (finding.Failures < LeastFailures)
            return null;
        var failures = Explained(finding);
        if (failures.Count < LeastFailures || ScopeCells.Of(fleet, history, presence, fleet.Group(finding.Group).Exposed, finding.StartedAt, now) is not { } cells)
            return null;
        var fact = Scan(cells, failures, Issuers(finding, failures, rates.LikelyShareOf));
        // Cards are not everywhere alike: an issuer is named only where its share of the cards used there does not explain it.
        return fact is not null && fact.Values.ContainsKey(Cards) ? Scan(cells, failures, Issuers(finding, failures, ShareIn(finding))) : fact;
    }

    private EvidenceFact? Scan(ScopeCells cells, List<Observation> failures, List<CardsOfIssuer> issuers)
    {
        var table = new ScanTable(cells, failures, issuers);
        return ExcessScan.Explain(table.Leaves, Settings) is [var culprit] && IsClear(culprit, table) ? Told(culprit, table) : null;
    }

    private List<CardsOfIssuer> Issuers(OpenFinding finding, List<Observation> failures, Func<int, double> shareOf)
    {
        if (fleet.KindOf(finding.Group) == ScopeKind.Issuer || finding.Issuer >= 0)
        {
            int[] struck = finding.Issuer < 0 ? [finding.Group] : [finding.Issuer, .. finding.MoreIssuers];
            return [new(-1, struck.Sum(rates.LikelyShareOf), struck.Max(issuer => Rate(finding, issuer)))];
        }
        var named = failures.Where(one => one.Issuer >= 0 && rates.LikelyShareOf(one.Issuer) < 1).GroupBy(one => one.Issuer)
            .OrderByDescending(cards => cards.Count()).ThenBy(cards => cards.Key).Take(MostIssuers)
            .Select(cards => new CardsOfIssuer(cards.Key, shareOf(cards.Key), Rate(finding, cards.Key))).ToList();
        return [.. named, new(-1, Math.Max(0, 1 - named.Sum(cards => cards.Share)), Rate(finding, -1))];
    }

    private double Rate(OpenFinding finding, int issuer) => SymptomsOf(finding).Sum(symptom => rates.LikelyOf(symptom, issuer));

    // By what the scope's own cards are declined for day by day, as far as that is seen; else as in the whole fleet.
    private Func<int, double> ShareIn(OpenFinding finding)
    {
        var (counts, all) = (new Dictionary<int, int>(), 0);
        foreach (var symptom in (ReadOnlySpan<Symptom>)[Symptom.Funds, Symptom.Expired, Symptom.WrongPin])
        {
            foreach (ref readonly var one in log.Of(symptom))
            {
                if (one.Issuer < 0 || one.Finding != 0 || !fleet.Seat(one.Terminal).In(finding.Group))
                    continue;
                counts[one.Issuer] = counts.GetValueOrDefault(one.Issuer) + 1;
                all++;
            }
        }
        return issuer => ((rates.LikelyShareOf(issuer) * FleetWorth) + counts.GetValueOrDefault(issuer)) / (FleetWorth + all);
    }

    private static IEnumerable<Symptom> SymptomsOf(OpenFinding finding) =>
        finding.Cause.Shows.Select(shown => shown.Symptom).Where(symptom => symptom != Symptom.Silence).Distinct();

    private List<Observation> Explained(OpenFinding finding)
    {
        var failures = new List<Observation>();
        foreach (var symptom in SymptomsOf(finding))
        {
            foreach (ref readonly var one in log.Of(symptom))
            {
                if (one.Finding == finding.Number)
                    failures.Add(one);
            }
        }
        return failures;
    }

    // The remainder is healthy, and was tried often enough for that to be no chance.
    private static bool IsClear(Culprit culprit, ScanTable table)
    {
        var (all, inside) = (table.All, culprit.Inside);
        var rest = all.Without(inside);
        return rest.Attempts > 0 && inside.Failures >= LeastFailures && table.TerminalsIn(culprit) >= Math.Min(LeastTerminals, table.Terminals)
            && rest.Failures <= rest.Expected + (2 * Math.Sqrt(Math.Max(rest.Expected, 0.25)))
            && Uneven(inside, all) + Uneven(rest, all) >= Sure + Math.Log(table.Combinations);
    }

    private static double Uneven(Tally part, Tally all) => part.Failures <= 0 ? 0 : part.Failures * Math.Log(part.Failures * all.Attempts / (all.Failures * part.Attempts));

    private EvidenceFact Told(Culprit culprit, ScanTable table)
    {
        var rest = table.All.Without(culprit.Inside);
        var values = new Dictionary<string, string>();
        foreach (var (kind, group) in table.Named(culprit))
            values[kind == ScopeKind.Issuer ? Cards : kind.ToString().ToLowerInvariant()] = fleet.ScopeOf(group).Key;
        foreach (var (name, count) in (ReadOnlySpan<(string, double)>)[("failures", culprit.Inside.Failures), ("expected", culprit.Inside.Expected),
            ("all", table.All.Failures), ("restFailures", rest.Failures), ("restExpected", rest.Expected)])
            values[name] = count.ToString("0.##", CultureInfo.InvariantCulture);
        return new EvidenceFact(EvidenceFact.ConcentratedIn, values);
    }
}
