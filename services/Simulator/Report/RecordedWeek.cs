using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Troubles;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;

namespace FleetWatch.Simulator.Report;

/// <summary>A week of a recorded feed: its facts, those of the week before, and the incidents that detection would have raised.</summary>
internal static class RecordedWeek
{
    /// <summary>Reads the feed once, twice where no week is named: then it is the last one that the feed covers to its end, else the one in which it ends.</summary>
    public static async Task<(ReportMaking Making, EventFeed Feed)> ReadAsync(Screen screen, IReadOnlyList<TerminalRecord> fleet, string events, string? week,
        TimeZoneInfo zone, CancellationToken ct)
    {
        var chosen = week is null ? await LastAsync(screen, events, zone, ct) : ReportWeek.Parse(week, zone) ?? throw new UnusableInputException(Texts.Of("report-no-week", week));
        var roster = new Roster(fleet);
        var (before, facts, incidents) = (new WeekFacts(chosen.Previous, roster), new WeekFacts(chosen, roster), new TroubleFold());
        var rehearsal = new Rehearsal(fleet, new BacktestSettings(), told: incidents.Take);
        FeedFile.OpenRaw(events).Dispose();
        var (feed, clock, first) = (new EventFeed(events), new FeedClock(), (DateTimeOffset?)null);
        await screen.WithProgressAsync(Texts.Of("report-progress", chosen.Name), feed.Length, async report =>
        {
            await foreach (var batch in feed.ReadAsync(ct))
            {
                foreach (var next in batch)
                {
                    first ??= clock.Take(next);
                    before.Take(next);
                    facts.Take(next);
                    rehearsal.Take(next);
                }
                report(feed.Position);
            }
            rehearsal.End();
            return true;
        });
        return (new ReportMaking(before, facts, [.. incidents.Troubles], new Coverage { KnownFrom = first }), feed);
    }

    private static async Task<ReportWeek> LastAsync(Screen screen, string events, TimeZoneInfo zone, CancellationToken ct)
    {
        FeedFile.OpenRaw(events).Dispose();
        var (clock, first, feed) = (new FeedClock(), (DateTimeOffset?)null, new EventFeed(events));
        await screen.WithProgressAsync(Texts.Of("report-looking"), feed.Length, async report =>
        {
            await foreach (var batch in feed.ReadAsync(ct))
            {
                foreach (var next in batch)
                    first ??= clock.Take(next);
                foreach (var next in batch)
                    clock.Take(next);
                report(feed.Position);
            }
            return true;
        });
        if (clock.Now is not { } last || first is null)
            throw new UnusableInputException(Texts.Of("report-no-events", events));
        var latest = ReportWeek.Of(last, zone);
        return latest.Previous.To > first ? latest.Previous : latest;
    }
}
