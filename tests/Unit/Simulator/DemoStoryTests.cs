using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Demo;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class DemoStoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 3, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Breaks_four_things_that_have_nothing_in_common()
    {
        var story = DemoStory.Begin(Now);

        Assert.Equal([Causes.MagneticInterference, Causes.SiteNetwork, Causes.OutdatedSoftware, Causes.NetworkDrops],
            story.Injections.Select(one => one.Fault.Cause));
        var touched = story.Injections.SelectMany(one => one.Terminals!).ToList();
        Assert.Equal(touched.Distinct(), touched);
    }

    [Fact]
    public void Fast_heartbeats_begin_at_once()
    {
        var story = DemoStory.Begin(Now);
        var heard = story.Run().TakeWhile(one => one.SentAt < Now.AddSeconds(45)).Select(one => one.TerminalId).Distinct().Count();

        Assert.InRange(heard, 290, 310);
    }

    [Fact]
    public void First_right_incident_opens_within_two_minutes()
    {
        var story = DemoStory.Begin(Now);
        // As `make run` has it: who lives 30 times as fast waits out blips of 20 seconds, not of minutes.
        var rehearsal = new Rehearsal([.. story.Estate.Registry], new BacktestSettings { Detection = new() { LeastDuration = TimeSpan.FromSeconds(20) } });

        foreach (var next in story.Run().TakeWhile(one => one.SentAt < Now.AddMinutes(2)))
            rehearsal.Take(next);
        rehearsal.End();

        var magnet = story.Injections[0];
        Assert.Contains(rehearsal.Incidents, one => one.Cause == magnet.Fault.Cause && one.Scope == magnet.Scope);
    }
}
