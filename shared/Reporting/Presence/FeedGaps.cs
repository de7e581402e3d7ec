using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Presence;

/// <summary>
/// Half hours in which the feed, and not the terminals, was silent: nothing at all was heard, or of those that were open at least 10 and more
/// than 60 % were not heard (the rule by which detection calls nobody silent either). What nobody watched is not health and not an outage.
/// </summary>
internal static class FeedGaps
{
    private const int Fewest = 10;
    private const double Share = 0.6;

    /// <summary>Marks the gaps of all weeks, by the habits that the weeks together show.</summary>
    public static void Mark(IReadOnlyList<WeekGrid> grids)
    {
        var hours = new OpenHours();
        var expected = grids.Select(grid => new int[grid.Slots]).ToArray();
        var missing = grids.Select(grid => new int[grid.Slots]).ToArray();
        var weeks = new (WeekGrid, HalfHours)[grids.Count];
        for (var terminal = 0; terminal < grids[0].Facts.Roster.Count; terminal++)
        {
            for (var at = 0; at < grids.Count; at++)
                weeks[at] = (grids[at], grids[at].Facts.Heard(terminal));
            hours.Learn(weeks);
            for (var at = 0; at < grids.Count; at++)
                Count(hours, weeks[at], expected[at], missing[at]);
        }
        for (var at = 0; at < grids.Count; at++)
            for (var slot = 0; slot < grids[at].Slots; slot++)
                if (missing[at][slot] >= Fewest && missing[at][slot] > Share * expected[at][slot])
                    grids[at].MarkGap(slot);
    }

    private static void Count(OpenHours hours, (WeekGrid Grid, HalfHours Heard) week, int[] expected, int[] missing)
    {
        if (week.Heard.IsEmpty())
            return;
        for (var slot = 0; slot < week.Grid.Slots; slot++)
            if (hours[week.Grid.SlotOfDay(slot)])
            {
                expected[slot]++;
                missing[slot] += week.Heard.Has(slot) ? 0 : 1;
            }
    }
}
