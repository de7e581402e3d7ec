using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>What is lost between terminals and FleetWatch: no terminal is blamed for it (Scenarios, too), and how much it is is known.</summary>
public sealed class LostFeedTests
{
    private const int Lost = ((2 * 24) + 10) * 60;
    private static readonly Scenario Calm = new(96, 3, 8, 3, [], []);

    [Fact]
    public void A_feed_that_is_lost_is_known_to_be_until_it_is_back()
    {
        var watched = new Watched(ScenarioFeed.Fleet(Calm));
        var share = Play(watched, (minute, _) => minute is >= Lost and < Lost + 40);

        Assert.All(Enumerable.Range(0, Lost), minute => Assert.Equal(0, share[minute]));
        Assert.All(Enumerable.Range(Lost + 6, 34), minute => Assert.Equal(1, share[minute]));
        Assert.All(Enumerable.Range(Lost + 42, 100), minute => Assert.Equal(0, share[minute]));
        Assert.Empty(watched.Said);
    }

    [Fact]
    public void Of_a_feed_of_which_a_part_is_lost_the_part_is_known()
    {
        var watched = new Watched(ScenarioFeed.Fleet(Calm));
        var share = Play(watched, (minute, number) => minute >= Lost && (number * 7 % 10) < 3);

        Assert.All(Enumerable.Range(0, Lost), minute => Assert.Equal(0, share[minute]));
        Assert.All(Enumerable.Range(Lost + 25, 120), minute => Assert.InRange(share[minute], 0.1, 0.5));
        Assert.Empty(watched.Said);
    }

    [Fact]
    public void A_carrier_that_fails_is_no_lost_feed()
    {
        var watched = new Watched(ScenarioFeed.Fleet(Calm));
        var share = Play(watched, (minute, number) => minute >= Lost && number / 3 % 2 == 0);

        Assert.All(share, one => Assert.Equal(0, one));
        Assert.Equal(["carrier-outage carrier cmcc"], watched.Told());
    }

    [Fact]
    public void A_restart_while_it_is_lost_changes_nothing()
    {
        Watched unbroken = new(ScenarioFeed.Fleet(Calm)), restarted = new(ScenarioFeed.Fleet(Calm));
        foreach (var (minute, events) in ScenarioFeed.Of(Calm))
        {
            var heard = events.Where(one => minute < Lost || minute >= Lost + 40 || one.TerminalId == "T05").ToList();
            unbroken.Minute(minute, heard);
            restarted.Minute(minute, heard);
            if (minute is Lost + 3 or Lost + 20 or Lost + 41)
                restarted.Detector = FleetDetector.Load(new MemoryStream(Saved(restarted)), "org", restarted.Detector.Settings);
        }
        Assert.Empty(unbroken.Said);
        Assert.Equal(Saved(unbroken), Saved(restarted));
    }

    /// <summary>Eight terminals of which each is heard once an hour.</summary>
    [Fact]
    public void A_feed_that_says_little_is_known_to_be_lost_once_all_are_late()
    {
        var pulse = new FeedPulse();
        const double Due = 8 / 60.0;
        for (var minute = 0; minute < 120; minute++)
        {
            if (minute % 7 == 0)
                pulse.Heard();
            Assert.False(pulse.Sweep(late: 0, Due) || pulse.IsLost);
        }
        var lost = Enumerable.Range(1, 120).First(minute =>
        {
            pulse.Sweep(late: minute % 7 == 0 ? 1 : 0, Due);
            return pulse.IsLost;
        });
        Assert.Equal(56, lost);
        Assert.False(pulse.Sweep(late: 0, Due));
        pulse.Heard();
        Assert.True(pulse.Sweep(late: 0, Due));
        Assert.False(pulse.IsLost);
    }

    [Fact]
    public void A_heartbeat_that_was_kept_and_sent_later_is_no_wrong_clock()
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var presence = new PresenceWatch(fleet, new ActivityHistory(fleet));
        var (second, minute) = (TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute);

        long Said(long ahead)
        {
            presence.ClockIsAhead(0, ahead, alike: minute);
            return presence.ClockAheadOf(0);
        }

        Assert.Equal([0, 0, 0, 0], [Said(-60 * minute), Said(-45 * minute), Said(-30 * minute), Said(0)]);
        Assert.Equal([0, (-480 * minute) - second, 0], [Said(-480 * minute), Said((-480 * minute) - second), Said(0)]);
        Assert.Equal([90 * minute, 0], [Said(90 * minute), Said(0)]);
    }

    private static double[] Play(Watched watched, Func<int, int, bool> isLost)
    {
        var share = new double[Calm.Days * 24 * 60];
        foreach (var (minute, events) in ScenarioFeed.Of(Calm))
        {
            watched.Minute(minute, events.Where(one => !isLost(minute, int.Parse(one.TerminalId.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))));
            share[minute] = watched.Detector.Feed.HeartbeatsMissed;
        }
        return share;
    }

    private static byte[] Saved(Watched watched)
    {
        using var state = new MemoryStream();
        watched.Detector.Save(state);
        return state.ToArray();
    }
}
