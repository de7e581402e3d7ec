using FleetWatch.Dashboard.Reports;
using FleetWatch.Reporting.Weekly;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class DueReportTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-29T00:59:00Z", "2026-W11")]
    [InlineData("2026-03-29T01:00:00Z", "2026-W12")]
    public void An_hour_that_the_clock_skips_is_due_when_the_gap_ends(string now, string week) =>
        Assert.Equal(week, Due(DayOfWeek.Sunday, 2, now).Last());

    [Theory]
    [InlineData("2026-10-24T23:59:00Z", "2026-W41")]
    [InlineData("2026-10-25T00:00:00Z", "2026-W42")]
    [InlineData("2026-10-25T01:00:00Z", "2026-W42")]
    public void An_hour_that_the_clock_repeats_is_due_once_at_its_first_time(string now, string week) =>
        Assert.Equal(week, Due(DayOfWeek.Sunday, 2, now).Last());

    [Fact]
    public void Four_weeks_are_caught_up_and_none_from_before_it_was_asked_for()
    {
        Assert.Equal(["2026-W42", "2026-W43", "2026-W44", "2026-W45"], Due(DayOfWeek.Monday, 8, "2026-11-09T09:00:00Z"));
        Assert.Equal(["2026-W45"], Due(DayOfWeek.Monday, 8, "2026-11-09T09:00:00Z", first: "2026-W45"));
        Assert.Empty(Due(DayOfWeek.Monday, 8, "2026-11-09T06:00:00Z", first: "2026-W45"));
    }

    [Theory]
    [InlineData("2026-11-09T06:59:00Z", "2026-W45")]
    [InlineData("2026-11-09T07:00:00Z", "2026-W46")]
    public void A_new_subscription_tells_first_of_the_week_before_its_first_day(string now, string week) =>
        Assert.Equal(week, DueReport.First(DayOfWeek.Monday, 8, Berlin, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Name);

    [Fact]
    public void A_day_moved_forward_sends_what_is_due_by_it_and_one_moved_back_loses_no_week()
    {
        Assert.Equal(["2026-W45"], Due(DayOfWeek.Monday, 8, "2026-11-10T12:00:00Z", first: "2026-W45"));
        Assert.Empty(Due(DayOfWeek.Wednesday, 8, "2026-11-10T12:00:00Z", first: "2026-W45"));
    }

    [Fact]
    public void A_week_is_due_again_on_no_other_day()
    {
        var all = Enumerable.Range(0, 24 * 60).Select(hour => DateTimeOffset.Parse("2026-10-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).AddHours(hour))
            .Select(now => Due(DayOfWeek.Thursday, 17, now.ToString("O")).Last()).ToList();

        Assert.Equal(all.Distinct().Count(), all.Zip(all.Skip(1)).Count(pair => pair.First != pair.Second) + 1);
    }

    private static IEnumerable<string> Due(DayOfWeek day, int hour, string now, string first = "2026-W01") => DueReport.Of(new Subscription
    {
        Id = Guid.Empty,
        Address = "li@example.org",
        Scope = new ReportScope(ReportScopeKind.Organisation, "acme"),
        Day = day,
        Hour = hour,
        Language = "en",
        MadeBy = "Li",
        FirstWeek = first,
    }, Berlin, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Select(due => due.Week.Name);
}
