using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class ExposureTests
{
    private static readonly long Now = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void What_counters_told_is_known_and_the_rest_is_guessed_the_surer_the_more_terminals_and_hours_it_is_of()
    {
        var exposure = LoadedWith(attempts: 8);
        exposure.Ask(1, new GuessedTraffic(Untold: 2, Supposed: 0.25, Terminals: 4));
        var hour = exposure.GuessedSince(Now - TimeSpan.TicksPerHour);
        var hours = exposure.GuessedSince(Now - (3 * TimeSpan.TicksPerHour));

        Assert.Equal(4, hour.Attempts);
        Assert.Equal(10, exposure.AttemptsSince(Now - TimeSpan.TicksPerHour));
        Assert.True(hours.Shape > hour.Shape);
        exposure.Ask(1, new GuessedTraffic(Untold: 2, Supposed: 0.25, Terminals: 1));
        Assert.True(exposure.GuessedSince(Now - TimeSpan.TicksPerHour).Shape < hour.Shape);
    }

    [Fact]
    public void Where_all_terminals_count_the_hours_make_a_guess_of_the_last_minutes_no_surer()
    {
        var exposure = LoadedWith(attempts: 8);
        exposure.Ask(1, new GuessedTraffic(Untold: 2, Supposed: 0, Terminals: 1));

        Assert.Equal(exposure.GuessedSince(Now - TimeSpan.TicksPerHour).Shape, exposure.GuessedSince(Now - TimeSpan.TicksPerDay).Shape);
        Assert.Equal(2, exposure.GuessedSince(Now - TimeSpan.TicksPerHour).Attempts);
    }

    [Fact]
    public void Of_the_quarter_hour_of_a_moment_it_is_told_how_much_of_it_lies_after()
    {
        var exposure = LoadedWith(attempts: 8);
        exposure.Ask(0.5, default);
        var within = exposure.Around(Now - TimeSpan.FromMinutes(20).Ticks);
        var before = exposure.Around(Now - TimeSpan.FromMinutes(40).Ticks);

        Assert.Equal((1 / 3.0, 4, 0), (within.Left, within.Attempts, within.Later));
        Assert.Equal((0, 4), (before.Attempts, before.Later));
        Assert.Equal(default, exposure.Around(Now + TimeSpan.TicksPerHour) with { Quarter = 0 });
        Assert.Equal(4, exposure.Around(0).Later);
    }

    private static Exposure LoadedWith(int attempts)
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var terminal = fleet.Of("T1");
        var history = new ActivityHistory(fleet);
        history.Add(terminal, Now - TimeSpan.FromMinutes(20).Ticks, attempts, 0);
        var exposure = new Exposure();
        exposure.Load(history, fleet.Group(fleet.Seat(terminal).OfKind(ScopeKind.Terminal)), Now, Now - TimeSpan.TicksPerDay);
        return exposure;
    }
}
