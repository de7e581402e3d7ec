using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Presence;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Half hours added up: over all terminals, by day, and into gaps.</summary>
internal static class Spans
{
    public static Availability Sum(WeekCount count, FleetPresence presence)
    {
        var total = default((long Available, long Silent, long Unknown));
        foreach (var terminal in count.Terminals)
            for (var slot = 0; slot < presence.Grid.Slots; slot++)
                Add(ref total, presence[terminal], slot);
        return new Availability(total.Available + total.Silent + total.Unknown, total.Available, total.Silent, total.Unknown);
    }

    public static IReadOnlyList<DayFacts> Days(WeekCount count)
    {
        var totals = new (long Available, long Silent, long Unknown)[7];
        foreach (var terminal in count.Terminals)
            for (var slot = 0; slot < count.Presence.Grid.Slots; slot++)
                Add(ref totals[count.Presence.Grid.Day(slot)], count.Presence[terminal], slot);
        return [.. totals.Select((minutes, day) => new DayFacts(count.Week.Week.Monday.AddDays(day), count.Totals.Days[day].Attempts, count.Totals.Days[day].Failures,
            count.Totals.Days[day].Technical, minutes.Available, minutes.Silent, minutes.Unknown))];
    }

    /// <summary>Gaps of the whole feed in which a terminal of the report was open, those that meet joined.</summary>
    public static IEnumerable<DataGap> Gaps(WeekCount count)
    {
        var open = new bool[count.Presence.Grid.Slots];
        foreach (var terminal in count.Terminals)
            for (var slot = 0; slot < open.Length; slot++)
                open[slot] |= count.Presence[terminal].Unknown.Has(slot);
        for (var first = 0; first < open.Length; first++)
        {
            if (!open[first])
                continue;
            var next = first;
            for (var at = first; at < open.Length && count.Presence.Grid.IsGap(at); at++)
                if (open[at])
                    next = at + 1;
            yield return new DataGap(count.Week.Week.SlotStart(first), count.Week.Week.SlotStart(next));
            first = next;
        }
    }

    private static void Add(ref (long Available, long Silent, long Unknown) total, in TerminalWeek week, int slot)
    {
        total.Available += week.Available.Has(slot) ? ReportWeek.SlotMinutes : 0;
        total.Silent += week.Silent.Has(slot) ? ReportWeek.SlotMinutes : 0;
        total.Unknown += week.Unknown.Has(slot) ? ReportWeek.SlotMinutes : 0;
    }
}
