using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Presence;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Makes the reports of one week from its facts and those of the week before: counted once, divided by scope.</summary>
public sealed class ReportMaking
{
    private readonly WeekFacts _before;
    private readonly WeekFacts _week;
    private readonly IReadOnlyList<Trouble> _troubles;
    private readonly Coverage _coverage;
    private readonly FleetPresence _presenceBefore;
    private readonly FleetPresence _presence;

    /// <param name="before">The week before, of the same roster; empty where nothing is known of it.</param>
    /// <param name="week">The week of the report.</param>
    /// <param name="troubles">The incidents known, also earlier ones: repeat offenders are looked for in four weeks.</param>
    /// <param name="coverage">How far back the source reaches and what it cannot tell; null: as far as anybody asks, and everything.</param>
    public ReportMaking(WeekFacts before, WeekFacts week, IReadOnlyList<Trouble> troubles, Coverage? coverage = null)
    {
        (_before, _week, _troubles, _coverage) = (before, week, troubles, coverage ?? new Coverage());
        (_presenceBefore, _presence) = FleetPresence.Of(before, week);
    }

    /// <summary>The report of one scope; the data of other scopes are in it only as far as a cause is wider than the scope.</summary>
    public WeekReport Of(string organisation, ReportScope scope)
    {
        var count = new WeekCount(_before, _week, _presenceBefore, _presence, _troubles, scope);
        var sites = Ranking.Sites(count);
        var terminals = Ranking.Terminals(count);
        var software = Compliance.Of(count);
        var offendersSince = Offenders.Since(count, _coverage.KnownFrom);
        var offenders = Offenders.Of(count, offendersSince);
        var causes = CausesOf(count);
        var actions = NextWeek.Of(count, sites, terminals, software, offenders);
        return new WeekReport
        {
            Organisation = organisation,
            Scope = scope,
            Week = _week.Week.Name,
            From = _week.Week.From,
            To = _week.Week.To,
            TimeZone = _week.Week.Zone.Id,
            Hours = _week.Week.Hours,
            Fleet = Size(count),
            Gaps = [.. Spans.Gaps(count)],
            Availability = Spans.Sum(count, _presence),
            AvailabilityBefore = !count.HasBefore ? null : Spans.Sum(count, _presenceBefore),
            Failures = Rate(count, totals => totals.Failures),
            Technical = Rate(count, totals => totals.Technical),
            Days = Spans.Days(count),
            Families = Families(count),
            Causes = causes,
            Unexplained = Unexplained(count),
            Sites = sites,
            Terminals = terminals,
            Offenders = offenders,
            OffendersSince = offendersSince,
            Caveats = _coverage.Caveats,
            Software = software,
            Repair = Repairs.Of(count),
            Pages = scope.Kind == ReportScopeKind.Merchant ? [] : Repairs.Pages(count),
            Actions = actions,
            Names = NamesOf(count, [.. sites.Concat(terminals).Select(one => one.Scope), .. offenders.Select(one => one.Scope), .. actions.Select(one => one.Scope),
                .. causes.SelectMany(cause => cause.Incidents).Select(one => one.Scope)]),
            BadCards = scope.Kind == ReportScopeKind.Organisation ? _troubles.Count(one => one.Scope.Kind == ScopeKind.Card && _week.Week.Holds(one.OpenedAt)) : 0,
        };
    }

    private static FleetSize Size(WeekCount count)
    {
        var terminals = count.Terminals.ToList();
        int Distinct(Func<TerminalRecord, string?> of) => terminals.Select(terminal => of(count.Week.Roster[terminal])).OfType<string>().Distinct().Count();
        return new FleetSize(terminals.Count, Distinct(one => one.SiteId), Distinct(one => one.MerchantId), terminals.Count(terminal => terminal >= count.Week.Roster.Registered));
    }

    private static RateFacts Rate(WeekCount count, Func<TerminalTotals, int> failures)
    {
        var (now, before) = (count.Totals.All(), count.TotalsBefore.All());
        var bySite = count.Terminals.GroupBy(terminal => count.Week.Roster[terminal].SiteId ?? count.Week.Roster[terminal].TerminalId)
            .Select(site => Pair(site.Select(terminal => (count.TotalsBefore[terminal], count.Totals[terminal]))));
        var byDay = Enumerable.Range(0, 7).Select(day => Pair([(count.TotalsBefore.Days[day], count.Totals.Days[day])]));
        return new RateFacts(failures(now), now.Attempts, count.HasBefore ? failures(before) : null, count.HasBefore ? before.Attempts : null,
            count.HasBefore ? RateChange.Of([.. bySite], [.. byDay]) : RateChange.Unknown with { Now = now.Attempts == 0 ? null : failures(now) / (double)now.Attempts });

        RatePair Pair(IEnumerable<(TerminalTotals Before, TerminalTotals Now)> of)
        {
            var all = of.ToList();
            return new RatePair(all.Sum(one => failures(one.Before)), all.Sum(one => one.Before.Attempts), all.Sum(one => failures(one.Now)), all.Sum(one => one.Now.Attempts));
        }
    }

    private static List<FamilyFacts> Families(WeekCount count) =>
        [.. count.Attribution.Families.Select((sum, family) => new FamilyFacts(count.Week.Families[family],
            Explaining.Refusals.RefusalFamily.IsEveryday(count.Week.Families[family]), sum.Failures, sum.Customers))
            .Where(one => one.Failures > 0).OrderByDescending(one => one.Failures).ThenBy(one => one.Family, StringComparer.Ordinal)];

    private static List<CauseFacts> CausesOf(WeekCount count)
    {
        var seen = count.Attribution.LastSeen;
        return [.. count.Costs.GroupBy(one => one.Trouble.Cause)
            .Select(same => new CauseFacts(same.Key, same.Aggregate(new Cost(), (sum, one) => sum + one.Cost),
                [.. same.OrderByDescending(one => one.Cost.TurnedAway).ThenBy(one => one.Trouble.Id, StringComparer.Ordinal)
                    .Select(one => new IncidentFacts(one.Trouble.Id, one.Trouble.Cause, one.Trouble.Scope, one.Trouble.StartedAt, one.Trouble.ResolvedAt, seen.TryGetValue(one.Trouble.Id, out var last) ? last : null, one.Cost))]))
            .OrderByDescending(cause => cause.Cost.TurnedAway).ThenBy(cause => cause.Cause, StringComparer.Ordinal)];
    }

    // Of the report's own terminals only: an incident's scope is wide or its own.
    private static List<PlaceName> NamesOf(WeekCount count, HashSet<Scope> mentioned) =>
        [.. count.Terminals.Select(terminal => count.Week.Roster[terminal]).Where(one => one.SiteName is { Length: > 0 })
            .SelectMany(one => new[] { new PlaceName(new Scope(ScopeKind.Terminal, one.TerminalId), one.SiteName!), new PlaceName(new Scope(ScopeKind.Site, one.SiteId ?? ""), one.SiteName!) }) // Filtered just before.
            .Where(one => mentioned.Contains(one.Scope)).DistinctBy(one => one.Scope).OrderBy(one => one.Scope.Kind).ThenBy(one => one.Scope.Key, StringComparer.Ordinal)];

    private static Cost Unexplained(WeekCount count) =>
        count.Attribution.Own.OfType<CostSum>().Aggregate(new Cost(), (sum, one) => sum + one.Total());
}
