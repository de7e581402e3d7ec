using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Presence;

/// <summary>One terminal's week in half hours: open = available + silent + unknown.</summary>
internal struct TerminalWeek
{
    public HalfHours Available;
    public HalfHours Silent;
    public HalfHours Unknown;
}

/// <summary>
/// Goes through a terminal's half hours in their order. Silence counts from when it was last heard while open; a terminal that is not heard from
/// opening time on is a shop that stayed closed, one that falls silent at most two hours before closing time has closed early, and one that falls
/// silent in the night was switched off: from then on nothing is expected until it is heard again (detection excuses a night's silence too).
/// </summary>
internal struct PresenceWalk
{
    private const int EarlyClosing = 4;
    private const int NightFrom = 47;
    private const int NightUntil = 10;
    private bool _up;
    private bool _down;

    public TerminalWeek Through(WeekGrid grid, OpenHours hours, in HalfHours heard)
    {
        var week = default(TerminalWeek);
        for (var slot = 0; slot < grid.Slots; slot++)
            Step(grid, hours, heard, slot, ref week);
        return week;
    }

    private void Step(WeekGrid grid, OpenHours hours, in HalfHours heard, int slot, ref TerminalWeek week)
    {
        var open = hours[grid.SlotOfDay(slot)];
        if (heard.Has(slot))
        {
            (_up, _down) = (true, false);
            if (open)
                week.Available.Set(slot);
        }
        else if (!open)
            _up = false;
        else if (grid.IsGap(slot))
            week.Unknown.Set(slot);
        else if (_down || (_up && !IsNight(grid.SlotOfDay(slot)) && !ClosesEarly(grid, hours, heard, slot)))
        {
            (_up, _down) = (false, true);
            week.Silent.Set(slot);
        }
        else
            _up = false;
    }

    private static bool IsNight(int slotOfDay) => slotOfDay is >= NightFrom or < NightUntil;

    private static bool ClosesEarly(WeekGrid grid, OpenHours hours, in HalfHours heard, int slot)
    {
        for (var ahead = 0; ahead <= EarlyClosing; ahead++)
        {
            if (slot + ahead >= grid.Slots || !hours[grid.SlotOfDay(slot + ahead)])
                return true;
            if (heard.Has(slot + ahead))
                return false;
        }
        return false;
    }
}
