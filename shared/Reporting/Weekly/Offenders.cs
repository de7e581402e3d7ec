using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Places that had trouble more than once in the four weeks that end with this one.</summary>
internal static class Offenders
{
    private const int Weeks = 4;
    private const int Listed = 10;

    /// <summary>Four weeks before the report's week ends, or later: when the source begins.</summary>
    public static DateTimeOffset Since(WeekCount count, DateTimeOffset? knownFrom)
    {
        var from = Enumerable.Range(1, Weeks - 1).Aggregate(count.Week.Week, (week, _) => week.Previous).From;
        return knownFrom is { } known && known > from ? known : from;
    }

    public static IReadOnlyList<OffenderFacts> Of(WeekCount count, DateTimeOffset from)
    {
        var recent = count.Troubles.Where(one => !one.Withdrawn && (one.ResolvedAt is not { } end || end > from)
            && one.Scope.Kind is ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant && count.Touches(one.Scope));
        var costs = count.Costs.ToDictionary(one => one.Trouble.Id, one => one.Cost);
        return [.. recent.GroupBy(one => Place(count, one.Scope))
            .Where(same => same.Count() > 1 || same.Any(one => one.Reopened > 0))
            .Select(same => new OffenderFacts(same.Key, same.Count(), same.Sum(one => one.Reopened), [.. same.OrderByDescending(one => (costs.GetValueOrDefault(one.Id) ?? new Cost()).TurnedAway).Select(one => one.Cause).Distinct()],
                same.Aggregate(new Cost(), (sum, one) => sum + (costs.GetValueOrDefault(one.Id) ?? new Cost()))))
            .OrderByDescending(one => one.Incidents + one.Reopened).ThenByDescending(one => one.Cost.TurnedAway).ThenBy(one => one.Scope.Key, StringComparer.Ordinal).Take(Listed)];
    }

    // Two terminals of one site that break one after the other are one place to drive to.
    private static Scope Place(WeekCount count, Scope scope) =>
        scope.Kind == ScopeKind.Terminal && count.Week.Roster[count.Week.Roster.NumberOf(scope.Key)].SiteId is { } site ? new Scope(ScopeKind.Site, site) : scope;
}
