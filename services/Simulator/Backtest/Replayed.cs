using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;

namespace FleetWatch.Simulator.Backtest;

/// <summary>A recorded feed, taken by one or several rehearsals at once.</summary>
internal static class Replayed
{
    private const int RefusalsShown = 10;

    /// <returns>The feed, read to the end of the span.</returns>
    public static async Task<EventFeed> ThroughAsync(Screen screen, string title, string events, Span span, IReadOnlyList<Rehearsal> rehearsals, CancellationToken ct)
    {
        FeedFile.OpenRaw(events).Dispose();
        var feed = new EventFeed(events);
        await screen.WithProgressAsync(title, feed.Length, async report =>
        {
            await foreach (var batch in feed.ReadAsync(ct))
            {
                foreach (var next in batch)
                {
                    if (span.IsOver(rehearsals[0].Until))
                        break;
                    foreach (var rehearsal in rehearsals)
                        rehearsal.Take(next);
                }
                report(feed.Position);
                if (span.IsOver(rehearsals[0].Until))
                    break;
            }
            foreach (var rehearsal in rehearsals)
                rehearsal.End();
            return true;
        });
        return feed;
    }

    public static void TellRefusals(Screen screen, EventFeed feed)
    {
        foreach (var refused in feed.Refused.Take(RefusalsShown))
            screen.Fail(Texts.Of("refused-line", refused));
        if (feed.Refused.Count > 0)
            screen.Fail(Texts.Of("refused-lines", feed.Refused.Count));
    }
}
