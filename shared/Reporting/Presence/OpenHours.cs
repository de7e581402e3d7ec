using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Presence;

/// <summary>
/// When a terminal is open, by its own habits: the half hours of the local day in which it was heard on at least 60 % of the days on which it
/// was heard at all, with such a half hour before and after (shops do not open on the minute). Half hours in which the feed had a gap say nothing.
/// </summary>
internal sealed class OpenHours
{
    private const int SlotsADay = 48;
    private const double Usual = 0.6;
    private readonly bool[] _open = new bool[SlotsADay];
    private readonly int[] _known = new int[SlotsADay];
    private readonly int[] _heard = new int[SlotsADay];
    private readonly bool[] _usual = new bool[SlotsADay];

    /// <summary>Whether it is usually open in the half hour of the local day, 0 to 47.</summary>
    public bool this[int slotOfDay] => _open[slotOfDay];

    /// <summary>Learns one terminal's habits from the weeks given, and forgets the one before.</summary>
    public void Learn(ReadOnlySpan<(WeekGrid Grid, HalfHours Heard)> weeks)
    {
        Array.Clear(_known);
        Array.Clear(_heard);
        foreach (var (grid, heard) in weeks)
            Count(grid, heard);
        for (var slot = 0; slot < SlotsADay; slot++)
            _usual[slot] = _heard[slot] > 0 && _heard[slot] >= Usual * _known[slot];
        for (var slot = 0; slot < SlotsADay; slot++)
            _open[slot] = _usual[slot] && _usual[(slot + 1) % SlotsADay] && _usual[(slot + SlotsADay - 1) % SlotsADay];
    }

    private void Count(WeekGrid grid, in HalfHours heard)
    {
        for (var first = 0; first < grid.Slots;)
        {
            var next = first;
            var any = false;
            for (; next < grid.Slots && grid.Day(next) == grid.Day(first); next++)
                any |= heard.Has(next);
            for (var slot = first; any && slot < next; slot++)
                if (!grid.IsGap(slot))
                {
                    _known[grid.SlotOfDay(slot)]++;
                    _heard[grid.SlotOfDay(slot)] += heard.Has(slot) ? 1 : 0;
                }
            first = next;
        }
    }
}
