using CsCheck;
using FleetWatch.Iso8583.Exchanges;
using NodaTime;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class LocalMomentsTests
{
    private static readonly string[] Turns =
        ["2026-10-25T01:00:00Z", "2026-03-29T01:00:00Z", "2026-12-31T20:00:00Z", "2028-02-29T12:00:00Z", "1972-01-07T00:00:00Z"];

    [Theory]
    [InlineData(824, 141554, "Asia/Shanghai", "2022-08-24T06:15:55Z", "2022-08-24T14:15:54+08:00")]
    [InlineData(1231, 235958, "Asia/Shanghai", "2026-12-31T16:00:01Z", "2026-12-31T23:59:58+08:00")]
    [InlineData(101, 30, "Asia/Shanghai", "2026-12-31T16:00:31Z", "2027-01-01T00:00:30+08:00")]
    [InlineData(101, 5, "Asia/Shanghai", "2026-12-31T15:59:50Z", "2027-01-01T00:00:05+08:00")]
    [InlineData(1231, 235900, "America/New_York", "2027-01-01T05:30:00Z", "2026-12-31T23:59:00-05:00")]
    [InlineData(1231, 235900, "UTC", "2027-01-02T09:00:00Z", "2026-12-31T23:59:00+00:00")]
    [InlineData(229, 120000, "UTC", "2028-03-01T00:00:00Z", "2028-02-29T12:00:00+00:00")]
    [InlineData(229, 120000, "UTC", "2027-02-28T12:00:00Z", "2028-02-29T12:00:00+00:00")]
    public void A_date_without_year_is_of_the_year_that_brings_it_nearest(int date, int time, string zone, string heard, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), new LocalMoments(Zone(zone)).Place(date, time, DateTimeOffset.Parse(heard, null)));

    [Theory]
    [InlineData("2026-10-25T00:30:05Z", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T01:30:05Z", "2026-10-25T02:30:00+01:00")]
    [InlineData("2026-10-25T09:00:00Z", "2026-10-25T02:30:00+01:00")]
    public void A_time_that_the_clocks_show_twice_is_the_one_nearer_to_when_it_was_heard(string heard, string expected) =>
        Assert.Equal((DateTimeOffset.Parse(expected, null), DateTimeOffset.Parse(expected, null).Offset),
            new LocalMoments(Zone("Europe/Berlin")).Place(1025, 23000, DateTimeOffset.Parse(heard, null)) is { } placed ? (placed, placed.Offset) : default);

    [Fact]
    public void A_time_that_the_clocks_skip_is_read_by_the_clock_before_the_change() =>
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:30:00Z", null),
            new LocalMoments(Zone("Europe/Berlin")).Place(329, 23000, DateTimeOffset.Parse("2026-03-29T01:30:04Z", null))?.ToUniversalTime());

    [Fact]
    public void Summer_time_counts_on_its_own_side_of_the_change()
    {
        var berlin = new LocalMoments(Zone("Europe/Berlin"));

        Assert.Equal(TimeSpan.FromHours(2), berlin.Place(1024, 120000, DateTimeOffset.Parse("2026-10-25T10:00:00Z", null))?.Offset);
        Assert.Equal(TimeSpan.FromHours(1), berlin.Place(1025, 120000, DateTimeOffset.Parse("2026-10-25T11:00:05Z", null))?.Offset);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1332, 0)]
    [InlineData(230, 120000)]
    [InlineData(101, 240000)]
    [InlineData(101, 126100)]
    [InlineData(101, 120061)]
    public void A_day_that_no_calendar_has_is_nowhere(int date, int time) =>
        Assert.Null(new LocalMoments(DateTimeZone.Utc).Place(date, time, DateTimeOffset.UnixEpoch.AddYears(50)));

    [Fact]
    public void A_moment_in_utc_finds_its_year() =>
        Assert.Equal(DateTimeOffset.Parse("2026-12-31T23:59:59Z", null), new LocalMoments(DateTimeZone.Utc).Place(1231235959L, DateTimeOffset.Parse("2027-01-01T00:00:02Z", null)));

    /// <summary>Around changes of the clocks, of the year and of the day, in whatever order messages are heard.</summary>
    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Monrovia")]
    public void What_was_heard_before_changes_nothing(string zone) => Gen.Select(Gen.Int[-400_000, 400_000], Gen.Int[-3000, 3000], Gen.Int[0, 4])
        .Array[1, 60].Sample(heard =>
        {
            var remembering = new LocalMoments(Zone(zone));
            foreach (var (seconds, apart, around) in heard)
            {
                var now = DateTimeOffset.Parse(Turns[around], null).AddSeconds(seconds);
                var wall = now.AddMinutes(apart);
                var (day, time) = (wall.Month * 100 + wall.Day, wall.Hour * 10_000 + wall.Minute * 100 + wall.Second);
                Assert.Equal(new LocalMoments(Zone(zone)).Place(day, time, now), remembering.Place(day, time, now));
            }
        }, iter: 300);

    private static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb[name];
}
