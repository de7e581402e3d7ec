using FleetWatch.Reporting.Facts;

namespace FleetWatch.Reporting.Presence;

/// <summary>The half hours of one week: which local day and half hour each is, and in which the feed itself had a gap.</summary>
internal sealed class WeekGrid
{
    private readonly byte[] _day;
    private readonly byte[] _slotOfDay;
    private readonly bool[] _gap;

    public WeekGrid(WeekFacts facts)
    {
        Facts = facts;
        Slots = facts.Week.Slots;
        _day = new byte[Slots];
        _slotOfDay = new byte[Slots];
        _gap = new bool[Slots];
        for (var slot = 0; slot < Slots; slot++)
        {
            var local = TimeZoneInfo.ConvertTime(facts.Week.SlotStart(slot), facts.Week.Zone);
            _day[slot] = (byte)facts.Week.DayOf(facts.Week.SlotStart(slot));
            _slotOfDay[slot] = (byte)(((local.Hour * 60) + local.Minute) / ReportWeek.SlotMinutes);
            _gap[slot] = !facts.AnythingHeard(slot) || facts.Unwatched(slot);
        }
    }

    public WeekFacts Facts { get; }
    public int Slots { get; }

    /// <summary>Day of the week, Monday is 0.</summary>
    public int Day(int slot) => _day[slot];

    /// <summary>Half hour of the local day, 0 to 47; an hour that the clock repeats has the same ones twice.</summary>
    public int SlotOfDay(int slot) => _slotOfDay[slot];

    public bool IsGap(int slot) => _gap[slot];

    public void MarkGap(int slot) => _gap[slot] = true;
}
