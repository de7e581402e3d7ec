using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// Keeps a storm off one person: beyond the allowed number within the window, pages are folded into digests, which leave at most
/// one in <see cref="IncidentSettings.DigestEvery"/>. Nothing is dropped: a folded page says into which digest it went. Pure.
/// </summary>
public static class Throttle
{
    /// <summary>A digest due this soon may be on its way already and takes no more pages.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    /// <returns>The page as it is to be sent, and the load with it.</returns>
    public static (PageDecided Page, RecipientLoad Load) Take(PageDecided page, RecipientLoad load, IncidentSettings settings)
    {
        var at = page.DueAt ?? page.At;
        var horizon = page.At - settings.ThrottleWindow;
        load = load with
        {
            Pages = [.. load.Pages.Where(sent => sent > horizon)],
            Digests = [.. load.Digests.Where(sent => sent > horizon)],
        };
        if (load.Pages.Count(sent => sent > at - settings.ThrottleWindow) < settings.PagesPerWindow)
            return (page, load with { Pages = [.. load.Pages.Append(at).Order()] });
        if (load.Digests.FirstOrDefault(due => due >= at && due > page.At + OnItsWay) is { Ticks: > 0 } open)
            return (Folded(page, load, open), load);
        var last = load.Digests.Count > 0 ? load.Digests[^1] : DateTimeOffset.MinValue;
        var due = Later(Later(at + settings.DigestGather, page.At + OnItsWay * 2), last > DateTimeOffset.MinValue ? last + settings.DigestEvery : last);
        return (Folded(page, load, due), load with { Digests = [.. load.Digests, due] });
    }

    private static PageDecided Folded(PageDecided page, RecipientLoad load, DateTimeOffset due) => page with
    {
        DueAt = due,
        Digest = string.Create(CultureInfo.InvariantCulture, $"{load.Id}@{due.UtcDateTime:yyyyMMdd'T'HHmmss.fffffff'Z'}"),
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
