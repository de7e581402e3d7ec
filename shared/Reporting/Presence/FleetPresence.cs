using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Presence;

/// <summary>All terminals' half hours of one week, with the week before as what habits are learned from.</summary>
internal sealed class FleetPresence
{
    private readonly TerminalWeek[] _terminals;

    private FleetPresence(WeekGrid grid, TerminalWeek[] terminals)
    {
        Grid = grid;
        _terminals = terminals;
    }

    public WeekGrid Grid { get; }

    public ref readonly TerminalWeek this[int terminal] => ref _terminals[terminal];

    /// <returns>The week before, and the week; both have the same roster.</returns>
    public static (FleetPresence Before, FleetPresence Week) Of(WeekFacts before, WeekFacts week)
    {
        WeekGrid[] grids = [new(before), new(week)];
        FeedGaps.Mark(grids);
        var count = week.Roster.Count;
        var (earlier, now) = (new TerminalWeek[count], new TerminalWeek[count]);
        var hours = new OpenHours();
        for (var terminal = 0; terminal < count; terminal++)
        {
            var (old, heard) = (before.Heard(terminal), week.Heard(terminal));
            hours.Learn([(grids[0], old), (grids[1], heard)]);
            var walk = default(PresenceWalk);
            earlier[terminal] = walk.Through(grids[0], hours, old);
            now[terminal] = walk.Through(grids[1], hours, heard);
        }
        return (new FleetPresence(grids[0], earlier), new FleetPresence(grids[1], now));
    }
}
