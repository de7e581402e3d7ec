using FleetWatch.Incidents;

namespace FleetWatch.Quality.Weeks;

/// <summary>When the incident of a true trouble was closed, against when the trouble ended; null: still open when the feed ended.</summary>
internal sealed record Ending(string Cause, double? HoursLate)
{
    private static readonly TimeSpan LeastSeen = TimeSpan.FromDays(1);

    /// <summary>Of the troubles that were told and ended at least a day before the feed did.</summary>
    public static IReadOnlyList<Ending> Of(IReadOnlyList<JudgedPage> pages, DateTimeOffset until) =>
        [.. pages.Where(page => page is { Kind: PageVerdict.First, Of: { } of } && of.End + LeastSeen <= until)
            .Select(page => new Ending(page.Page.Cause, page.Page.State == IncidentState.Resolved && page.Page.ResolvedAt is { } at ? (at - page.Of!.End).TotalHours : null))];
}
