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
        var fleet = new FleetMap();
        var presence = new PresenceWatch(fleet, new ActivityHistory(fleet));
        var random = new Random(7);
        var exact = 0.0;
        for (var number = 0; number < terminals; number++)
        {
            fleet.Register(new TerminalRecord { TerminalId = $"T{number}", Region = $"R{number % 7}" });
            Beat(presence, fleet.Of($"T{number}"), random);
            exact += presence.Untold(fleet.Group(fleet.Row(number).Terminal), Now, onlyWhileHeard: false).Untold;
        }
        var before = presence.Visited;

        var guess = presence.Untold(fleet.Group(fleet.GroupOf(ScopeKind.Fleet, FleetMap.WholeFleet)), Now, onlyWhileHeard: false);

        Assert.InRange(guess.Untold, exact * (1 - wrongBy) - 1e-6, (exact * (1 + wrongBy)) + 1e-6);
        Assert.Equal(presence.Visited - before, guess.Terminals);
        Assert.InRange(guess.Terminals, 2048, 4096);
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
