using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Explanation;

/// <summary>From what the detector keeps of a finding to what it tells: data first, sentences are made from it elsewhere.</summary>
internal sealed class FindingPicture(string organisation, FleetMap fleet, FailureRates rates, Beside beside, Concentration concentration)
{
    private const int MostTerminals = 200;
    private const int MostSymptoms = 10;

    /// <param name="finding">What the detector keeps of it.</param>
    /// <param name="now">In ticks of the feed's clock.</param>
    public Finding Of(OpenFinding finding, long now) =>
        new()
        {
            FindingId = finding.FindingId,
            Organisation = organisation,
            Cause = finding.Cause.Cause,
            Scope = fleet.Group(finding.Group).Scope,
            StartedAt = At(finding.StartedAt),
            OpenedAt = At(finding.OpenedAt),
            Severity = finding.Cause.Severity,
            Page = finding.Cause.PagesOnlyAt is null || finding.Cause.PagesOnlyAt == fleet.Group(finding.Group).Scope.Kind,
            Notify = finding.Cause.Notify,
            Confidence = Math.Round(finding.Confidence, 3),
            Evidence = Evidence(finding, now),
            RunnerUp = RunnerUp(finding),
            AffectedTerminals = [.. finding.Terminals.Select(fleet.IdOf).Order(StringComparer.Ordinal).Take(MostTerminals)],
            AffectedTerminalCount = finding.Terminals.Count,
            Place = CommonPlace.Of(fleet, fleet.Group(finding.Group).Exposed),
        };

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private Evidence Evidence(OpenFinding finding, long now)
    {
        var (inScope, peers) = beside.Of(finding, now);
        var expected = Math.Max(finding.Expected, inScope);
        var failed = finding.Failures - finding.Symptoms[(int)Symptom.Silence];
        var attempts = Math.Max((int)finding.Attempts, failed);
        return new()
        {
            Failures = finding.Failures,
            Expected = Math.Round(expected, 3),
            Attempts = attempts,
            DistinctCards = finding.Cards.Count,
            DistinctTerminals = finding.Terminals.Count,
            DistinctSites = finding.Terminals.Select(terminal => fleet.Seat(terminal).SiteOrSelf).Distinct().Count(),
            Symptoms = [.. finding.Symptoms.Select((count, symptom) => new SymptomCount(SymptomCodes.Of((Symptom)symptom), count))
                .Where(counted => counted.Count > 0).OrderByDescending(counted => counted.Count).ThenBy(counted => counted.Code, StringComparer.Ordinal)
                .Take(MostSymptoms)],
            Peers = peers,
            Facts = Facts(finding, attempts == 0 ? null : Math.Clamp((failed - expected) / attempts, 0, 1), now),
        };
    }

    private List<EvidenceFact> Facts(OpenFinding finding, double? share, long now)
    {
        var facts = new List<EvidenceFact>();
        if (share is { } strength)
            facts.Add(new("strength", new Dictionary<string, string> { ["share"] = strength.ToString("0.##", CultureInfo.InvariantCulture) }));
        if (finding.Issuer >= 0)
            facts.Add(new("one-issuer", new Dictionary<string, string>
            {
                ["bin"] = fleet.Group(finding.Issuer).Scope.Key,
                ["share"] = rates.ShareOf(finding.Issuer).ToString("0.###", CultureInfo.InvariantCulture)
            }));
        if (concentration.Of(finding, now) is { } place)
            facts.Add(place);
        return facts;
    }

    private RunnerUp? RunnerUp(OpenFinding finding) => finding.RunnerUp < 0 ? null
        : new RunnerUp(CauseList.All[finding.RunnerUp].Cause, fleet.Group(finding.RunnerUpGroup).Scope, Math.Round(1 - finding.Confidence, 3),
            $"{finding.Cause.Cause}-or-{CauseList.All[finding.RunnerUp].Cause}");
}
