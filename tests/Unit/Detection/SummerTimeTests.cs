using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class SummerTimeTests
{
    [Theory]
    [InlineData("2026-01-15T09:00:00Z", 10)]
    [InlineData("2026-07-15T09:00:00Z", 11)]
    [InlineData("2026-03-29T00:30:00Z", 1)]
    [InlineData("2026-03-29T01:30:00Z", 3)]
    public void A_shop_keeps_the_hours_of_its_own_clock(string utc, int localHour)
    {
        var map = new FleetMap();
        map.Register(new TerminalRecord { TerminalId = "T1", TimeZone = "Europe/Berlin" });

        Assert.Equal(localHour, map.Seat(map.Of("T1")).LocalMinute(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcTicks) / 60);
    }

    [Fact]
    public void A_zone_that_nobody_knows_is_taken_as_universal_time()
    {
        var map = new FleetMap();
        map.Register(new TerminalRecord { TerminalId = "T1", TimeZone = "Nowhere/Town" });

        Assert.Equal(9 * 60, map.Seat(map.Of("T1")).LocalMinute(new DateTimeOffset(2026, 7, 15, 9, 0, 0, TimeSpan.Zero).UtcTicks));
    }
}
