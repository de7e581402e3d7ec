using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class GuessedTrafficTests
{
    private static readonly long Now = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;

    [Theory]
    [InlineData(4_000, 0.0)]
    [InlineData(40_000, 0.03)]
    public void Of_a_large_fleet_a_sample_is_looked_at_and_says_as_much(int terminals, double wrongBy)
    {
        var (fleet, presence) = Heard(terminals);
        var exact = Enumerable.Range(0, terminals).Sum(number => presence.Traffic.Of(fleet.Group(fleet.Row(number).Terminal), Now, onlyWhileHeard: false).Untold);
        var before = presence.Traffic.Visited;

        var guess = Untold(fleet, presence, Now);

        Assert.InRange(guess.Untold, exact * (1 - wrongBy) - 1e-6, (exact * (1 + wrongBy)) + 1e-6);
        Assert.Equal(presence.Traffic.Visited - before, guess.Terminals);
        Assert.InRange(guess.Terminals, 2048, 4096);
    }

    [Fact]
    public void A_sample_is_taken_every_ten_seconds_and_is_the_same_after_a_restart()
    {
        var (fleet, presence) = Heard(5_000);
        var guess = Untold(fleet, presence, Now);
        var state = new MemoryStream();
        presence.Write(new BinaryWriter(state));
        state.Position = 0;
        var (again, restarted) = Heard(5_000);
        restarted.Read(new BinaryReader(state));
        presence[0].Interval = restarted[0].Interval = 0;
        var (before, beforeRestart) = (presence.Traffic.Visited, restarted.Traffic.Visited);

        Assert.Equal(guess, Untold(fleet, presence, Now + TimeSpan.TicksPerSecond));
        Assert.Equal(guess, Untold(again, restarted, Now + TimeSpan.TicksPerSecond));
        Assert.Equal((before, beforeRestart), (presence.Traffic.Visited, restarted.Traffic.Visited));
        Assert.NotEqual(guess, Untold(fleet, presence, Now + (TimeSpan.TicksPerSecond * 10)));
        Assert.True(presence.Traffic.Visited > before);
    }

    [Fact]
    public void A_small_fleet_is_asked_each_time()
    {
        var (fleet, presence) = Heard(100);

        Assert.NotEqual(Untold(fleet, presence, Now), Untold(fleet, presence, Now + TimeSpan.TicksPerSecond));
    }

    /// <summary>What was told of yesterday's hour may stand in any of its quarters.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(5)]
    [InlineData(-10)]
    public void Where_heartbeats_come_once_an_hour_it_is_an_hour_of_yesterday_that_is_usual(int minutesBefore)
    {
        var fleet = new FleetMap();
        var history = new ActivityHistory(fleet);
        var presence = new PresenceWatch(fleet, history);
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var terminal = fleet.Of("T1");
        history.Add(terminal, Now - TimeSpan.TicksPerDay - (minutesBefore * TimeSpan.TicksPerMinute), 6, 0);
        presence.Heard(terminal, Now - (TimeSpan.TicksPerMinute * 90), beat: true);
        presence.Heard(terminal, Now - (TimeSpan.TicksPerMinute * 30), beat: true);
        presence[terminal].LastAttempts = 10;

        Assert.Equal((10 + 6) / 2.0 / 2, Untold(fleet, presence, Now).Untold, 1e-9);
    }

    private static GuessedTraffic Untold(FleetMap fleet, PresenceWatch presence, long now) =>
        presence.Traffic.Of(fleet.Group(fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet)), now, onlyWhileHeard: false);

    private static (FleetMap Fleet, PresenceWatch Presence) Heard(int terminals)
    {
        var fleet = new FleetMap();
        var presence = new PresenceWatch(fleet, new ActivityHistory(fleet));
        var random = new Random(7);
        for (var number = 0; number < terminals; number++)
        {
            fleet.Register(new TerminalRecord { TerminalId = $"T{number}", Region = $"R{number % 7}" });
            Beat(presence, fleet.Of($"T{number}"), random);
        }
        return (fleet, presence);
    }

    // Two heartbeats, the last one so long ago that half an interval is untold on average.
    private static void Beat(PresenceWatch presence, int terminal, Random random)
    {
        var last = Now - random.NextInt64(TimeSpan.TicksPerMinute * 15);
        presence.Heard(terminal, last - (TimeSpan.TicksPerMinute * 15), beat: true);
        presence.Heard(terminal, last, beat: true);
        presence[terminal].LastAttempts = (ushort)(random.Next(4) * random.Next(4));
    }
}
