namespace FleetWatch.Reporting.Weekly;

/// <summary>How fast incidents were found, taken on and mended, and whom their pages reached.</summary>
internal static class Repairs
{
    public static RepairFacts Of(WeekCount count)
    {
        var costly = count.Costs.Select(one => one.Trouble.Id).ToHashSet();
        var opened = count.Troubles.Where(one => one.Page && costly.Contains(one.Id) && count.Week.Week.Holds(one.OpenedAt)).ToList();
        return new RepairFacts(opened.Count,
            Times(opened.Select(one => (TimeSpan?)(one.OpenedAt - one.StartedAt))),
            Times(opened.Select(one => one.AcknowledgedAt - one.OpenedAt)),
            Times(opened.Select(one => one.ResolvedAt - one.StartedAt)),
            opened.Count(one => one.ResolvedAt is not { } end || end >= count.Week.Week.To));
    }

    public static IReadOnlyList<PagedFacts> Pages(WeekCount count) =>
        [.. count.Troubles.Where(one => count.Scope.Kind == ReportScopeKind.Organisation || count.Touches(one.Scope))
            .SelectMany(one => one.Pages.Values.Where(page => count.Week.Week.Holds(page.At)).Select(page => (Trouble: one, Page: page)))
            .GroupBy(one => one.Page.Recipient)
            .Select(same => new PagedFacts(same.Key, same.Count(), same.Count(one => one.Trouble.IsNoise), same.Count(one => one.Trouble.Ratings.Count > 0)))
            .OrderByDescending(one => one.Pages).ThenBy(one => one.Recipient, StringComparer.Ordinal)];

    private static TimeFacts Times(IEnumerable<TimeSpan?> all)
    {
        var known = all.OfType<TimeSpan>().Select(one => one < TimeSpan.Zero ? TimeSpan.Zero : one).Order().ToList();
        return known.Count == 0 ? new TimeFacts(0, null, null)
            : new TimeFacts(known.Count, (known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2, TimeSpan.FromTicks((long)known.Average(one => one.Ticks)));
    }
}
