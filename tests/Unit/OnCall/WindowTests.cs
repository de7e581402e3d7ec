using FleetWatch.Contracts;
using FleetWatch.OnCall;
using NodaTime;
using Xunit;

namespace FleetWatch.Unit.OnCall;

public sealed class WindowTests
{
    private static readonly Scope Site = new(ScopeKind.Site, "S0007");

    private static readonly Window Sundays = new()
    {
        Id = "w",
        Start = new LocalDateTime(2026, 1, 4, 1, 0),
        Length = TimeSpan.FromHours(3),
        Rule = "FREQ=WEEKLY;BYDAY=SU",
        TimeZone = "Europe/Berlin",
    };

    [Theory]
    [InlineData("2026-03-22T00:00:00Z", "2026-03-22T03:00:00Z")]
    [InlineData("2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")] // The clocks go forward within it: two hours of it are left.
    [InlineData("2026-03-28T23:59:59Z", null)]
    [InlineData("2026-10-25T03:00:00Z", null)]
    [InlineData("2026-10-25T02:59:59Z", "2026-10-25T03:00:00Z")] // The clocks go back within it: it lasts four.
    [InlineData("2025-12-28T00:30:00Z", null)]
    public void A_weekly_window_follows_the_wall_clock(string at, string? end) =>
        Assert.Equal(end is null ? null : Time(end), Sundays.EndOf(Time(at)));

    [Fact]
    public void A_window_of_the_terminals_own_time_is_another_moment_in_every_zone()
    {
        var local = Sundays with { TimeZone = null };
        Assert.NotNull(local.EndOf(Time("2026-03-21T17:30:00Z"), "Asia/Shanghai"));
        Assert.Null(local.EndOf(Time("2026-03-21T17:30:00Z"), "Europe/Berlin"));
        Assert.NotNull(local.EndOf(Time("2026-03-22T01:30:00Z")));
    }

    [Theory]
    [InlineData(ScopeKind.Site, "S0007", true)]
    [InlineData(ScopeKind.Fleet, "", true)]
    [InlineData(ScopeKind.Region, "north", true)]
    [InlineData(ScopeKind.Carrier, "cmcc", false)]
    [InlineData(ScopeKind.Terminal, "T1", false)]
    public void It_covers_what_lies_wholly_within_it(ScopeKind kind, string key, bool covered)
    {
        var window = Sundays with { Scopes = [new Scope(kind, key)], Causes = [Causes.SiteNetwork] };
        var place = new Place { Region = "north", Site = "S0007" };
        Assert.Equal(covered, window.Covers(Causes.SiteNetwork, Site, place, Time("2026-03-22T00:30:00Z")) is not null);
        Assert.Null(window.Covers(Causes.Power, Site, place, Time("2026-03-22T00:30:00Z")));
    }

    [Fact]
    public void One_that_happens_once_is_over_afterwards()
    {
        var once = Sundays with { Rule = null, TimeZone = "Etc/UTC" };
        Assert.Equal((Time("2026-01-04T01:00:00Z"), Time("2026-01-04T04:00:00Z")), once.Next(Time("2026-01-04T03:00:00Z")));
        Assert.Null(once.Next(Time("2026-01-04T04:00:00Z")));
    }

    [Fact]
    public void A_rule_that_has_run_for_years_is_still_found()
    {
        var daily = Sundays with { Rule = "FREQ=DAILY", Start = new LocalDateTime(2010, 1, 1, 23, 0), TimeZone = "Etc/UTC" };
        Assert.Equal(Time("2026-05-02T02:00:00Z"), daily.EndOf(Time("2026-05-02T01:59:00Z")));
        Assert.Null(daily.EndOf(Time("2026-05-02T02:00:00Z")));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
