using FleetWatch.Contracts;
using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Weekly;
using Xunit;

namespace FleetWatch.Unit.Reporting;

/// <summary>Weeks with gaps, without terminals, with a changed clock, and halves of weeks.</summary>
public sealed class OddWeekTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_gap_in_the_data_is_told_and_is_neither_health_nor_outage()
    {
        var week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;
        var gap = (From: week.From.AddHours(60), To: week.From.AddHours(63));
        var report = Report(week, at => at < gap.From || at >= gap.To);

        Assert.Equal([new DataGap(gap.From, gap.To)], report.Gaps);
        Assert.Equal(0, report.Availability.SilentMinutes);
        Assert.Equal(20 * 180, report.Availability.UnknownMinutes);
        Assert.Equal(report.Availability.OpenMinutes, report.Availability.AvailableMinutes + report.Availability.UnknownMinutes);
    }

    [Fact]
    public void A_terminal_that_falls_silent_alone_is_not_available()
    {
        var week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;
        var report = Report(week, (terminal, at) => terminal != 3 || at < week.From.AddHours(60) || at >= week.From.AddHours(63));

        Assert.Equal(180, report.Availability.SilentMinutes);
        Assert.Empty(report.Gaps);
    }

    [Fact]
    public void A_shop_that_stays_closed_for_a_day_is_no_outage()
    {
        var week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;
        var report = Report(week, (terminal, at) => terminal != 3 || at < week.From.AddHours(48) || at >= week.From.AddHours(72));

        Assert.Equal(0, report.Availability.SilentMinutes);
    }

    [Fact]
    public void Of_half_a_week_the_other_half_is_unknown()
    {
        var week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;
        var report = Report(week, at => at < week.From.AddHours(84), before: false);

        Assert.True(report.Availability.UnknownMinutes > report.Availability.OpenMinutes * 0.45);
        Assert.Equal(0, report.Availability.SilentMinutes);
        Assert.Equal(week.To.AddHours(-2.5), report.Gaps[^1].To);
        Assert.Null(report.AvailabilityBefore);
        Assert.Equal(ChangeVerdict.Unknown, report.Failures.Change.Verdict);
    }

    [Fact]
    public void An_empty_fleet_has_a_report_that_claims_nothing()
    {
        var week = ReportWeek.Parse("2026-W45", SimulatedWeek.Shanghai)!;
        var roster = new Roster([]);
        var report = new ReportMaking(new WeekFacts(week.Previous, roster), new WeekFacts(week, roster), []).Of("acme", new ReportScope(ReportScopeKind.Organisation, "acme"));

        Assert.False(report.HasData);
        Assert.Null(report.Availability.Share);
        Assert.Null(report.Failures.Change.Now);
        Assert.Empty(report.Causes);
        Assert.Contains("\"week\": \"2026-W45\"", ReportJson.Of(report));
    }

    [Theory]
    [InlineData("2026-W13", 13 * 2)]
    [InlineData("2026-W43", 13 * 2)]
    public void A_week_with_a_changed_clock_is_open_as_long_as_its_shops_are(string name, int halfHoursADay)
    {
        var week = ReportWeek.Parse(name, Berlin)!;
        var report = Report(week, _ => true);

        Assert.Equal(20L * 7 * halfHoursADay * 30, report.Availability.OpenMinutes);
        Assert.Equal(report.Availability.OpenMinutes, report.Availability.AvailableMinutes);
        Assert.Equal(7, report.Days.Select(day => day.AvailableMinutes).Count(minutes => minutes == report.Days[0].AvailableMinutes));
    }

    private static WeekReport Report(ReportWeek week, Func<DateTimeOffset, bool> heard, bool before = true) => Report(week, (_, at) => heard(at), before);

    /// <summary>20 terminals from 8:00 to 23:00, a heartbeat a quarter of an hour: open for what has an open half hour on either side, 13 hours at least.</summary>
    private static WeekReport Report(ReportWeek week, Func<int, DateTimeOffset, bool> heard, bool before = true)
    {
        var roster = new Roster([.. Enumerable.Range(0, 20).Select(at => new TerminalRecord { TerminalId = $"T{at}", SiteId = $"S{at}" })]);
        var (earlier, facts) = (new WeekFacts(week.Previous, roster), new WeekFacts(week, roster));
        for (var at = week.Previous.From; at < week.To; at = at.AddMinutes(15))
            for (var terminal = 0; terminal < 20; terminal++)
                if (TimeZoneInfo.ConvertTime(at, week.Zone).Hour is >= 8 and < 22 && (before || at >= week.From) && heard(terminal, at))
                    foreach (var taking in new[] { earlier, facts })
                        taking.Take(new TerminalHeartbeat { Id = $"{terminal}-{at.UtcTicks}", TerminalId = $"T{terminal}", OccurredAt = at, Attempts = 2, Approvals = 2 });
        return new ReportMaking(earlier, facts, []).Of("acme", new ReportScope(ReportScopeKind.Organisation, "acme"));
    }
}
