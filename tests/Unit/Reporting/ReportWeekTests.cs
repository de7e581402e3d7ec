using FleetWatch.Reporting.Facts;
using Xunit;

namespace FleetWatch.Unit.Reporting;

public sealed class ReportWeekTests
{
    [Theory]
    [InlineData("2026-W45", "Asia/Shanghai", 168)]
    [InlineData("2026-W13", "Europe/Berlin", 167)]
    [InlineData("2026-W43", "Europe/Berlin", 169)]
    [InlineData("2026-W53", "Europe/Berlin", 168)]
    public void A_week_has_the_hours_that_its_clock_says(string name, string zone, int hours)
    {
        var week = ReportWeek.Parse(name, TimeZoneInfo.FindSystemTimeZoneById(zone))!;

        Assert.Equal(name, week.Name);
        Assert.Equal(hours, week.Hours);
        Assert.Equal(hours * 2, week.Slots);
        Assert.Equal(week.To, week.Next.From);
        Assert.Equal(week.From, week.Previous.To);
    }

    [Theory]
    [InlineData("2026-W54")]
    [InlineData("2026-W00")]
    [InlineData("2026-11-02")]
    [InlineData("W45")]
    [InlineData("")]
    public void What_is_no_week_is_none(string name) => Assert.Null(ReportWeek.Parse(name, TimeZoneInfo.Utc));

    [Fact]
    public void Every_half_hour_of_a_week_is_one_slot_on_its_own_day()
    {
        var week = ReportWeek.Parse("2026-W43", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))!;

        Assert.All(Enumerable.Range(0, week.Slots), slot => Assert.Equal(slot, week.SlotOf(week.SlotStart(slot))));
        Assert.Equal([48, 48, 48, 48, 48, 48, 50], Enumerable.Range(0, week.Slots).GroupBy(slot => week.DayOf(week.SlotStart(slot))).Select(day => day.Count()));
        Assert.Equal(week.Name, ReportWeek.Of(week.From, week.Zone).Name);
        Assert.Equal(week.Name, ReportWeek.Of(week.To.AddTicks(-1), week.Zone).Name);
    }
}
