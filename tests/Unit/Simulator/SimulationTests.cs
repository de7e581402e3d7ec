using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Simulate;
using FleetWatch.Simulator.Traffic;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class SimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    private static SimulationOptions Quiet(long seed = 3) => new() { Seed = seed, Terminals = 60, Days = 2, Start = Start, Faults = FaultMix.None };

    private static List<TerminalEvent> Feed(SimulationOptions options) => [.. new Simulation(options).Run()];

    [Fact]
    public void Same_seed_makes_the_same_feed()
    {
        Assert.Equal(Lines(Quiet()), Lines(Quiet()));
        Assert.NotEqual(Lines(Quiet()), Lines(Quiet(seed: 4)));
    }

    [Fact]
    public void Events_come_in_the_order_in_which_they_were_sent()
    {
        var sent = Feed(Quiet()).Select(one => one.SentAt!.Value).ToList();

        Assert.Equal(sent.Order(), sent);
    }

    [Fact]
    public void Some_events_come_twice_and_are_the_same_event()
    {
        var feed = Feed(Quiet());
        var twice = feed.GroupBy(one => one.Id).Where(same => same.Count() > 1).ToList();

        Assert.InRange(twice.Count / (double)feed.Count, 0.002, 0.010);
        Assert.All(twice, same => Assert.Single(same.Select(one => one with { SentAt = null }).Distinct()));
    }

    [Fact]
    public void Share_of_attempts_that_fail_is_the_one_of_the_field()
    {
        var feed = Feed(Quiet() with { Days = 4, RepeatChance = 0 });
        var attempts = feed.OfType<TerminalHeartbeat>().Sum(beat => beat.Attempts ?? 0);

        Assert.InRange(feed.OfType<TransactionFailed>().Count() / (double)attempts, 0.06, 0.16);
    }

    [Fact]
    public void Counters_of_heartbeats_add_up_to_the_failures_in_between()
    {
        var feed = Feed(Quiet() with { RepeatChance = 0 });
        var untold = feed.OfType<TerminalHeartbeat>().Sum(beat => beat.Attempts!.Value - beat.Approvals!.Value);
        var failures = feed.OfType<TransactionFailed>().Count();

        // What failed after a terminal's last heartbeat is in no counter yet.
        Assert.InRange(failures - untold, 0, failures * 0.02);
    }

    [Fact]
    public void Shops_sleep_and_some_switch_off()
    {
        var feed = Feed(Quiet());
        var atNight = feed.OfType<TransactionFailed>().Count(one => one.OccurredAt.Hour is >= 1 and < 6);
        var atDay = feed.OfType<TransactionFailed>().Count(one => one.OccurredAt.Hour is >= 14 and < 19);

        Assert.True(atNight * 3 < atDay, $"{atNight} failures in five hours of the night, {atDay} of the day");
        Assert.Contains(feed.OfType<TerminalHeartbeat>().GroupBy(one => one.TerminalId), beats => beats.All(one => one.OccurredAt.Hour is not (3 or 4)));
    }

    [Fact]
    public void One_terminal_is_in_no_registry()
    {
        var simulation = new Simulation(Quiet());
        var known = simulation.Estate.Registry.Select(one => one.TerminalId).ToHashSet();

        Assert.Equal(60, known.Count);
        Assert.Contains(simulation.Run(), one => !known.Contains(one.TerminalId));
    }

    [Fact]
    public void Terminals_without_counters_send_none()
    {
        var beats = Feed(Quiet() with { Twists = Twists.NoCounters }).OfType<TerminalHeartbeat>().ToList();

        Assert.Contains(beats, beat => beat.Attempts is null);
        Assert.Contains(beats, beat => beat.Attempts is not null);
    }

    [Fact]
    public void A_rollout_reaches_half_of_a_model_and_says_so()
    {
        var feed = Feed(Quiet() with { Days = 8, Twists = Twists.Rollout, RepeatChance = 0 });
        var changed = feed.OfType<SoftwareChanged>().ToList();

        Assert.NotEmpty(changed);
        Assert.All(changed, one => Assert.Equal("3.3.0", one.SoftwareVersion));
        Assert.All(changed, one => Assert.NotEqual("3.3.0", one.FromVersion));
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_kind_of_trouble_touches_what_its_truth_says(string cause)
    {
        var options = Quiet() with { Terminals = 120, Days = 3, RepeatChance = 0, Faults = FaultMix.Parse(cause) };
        var simulation = new Simulation(options);
        var injected = Assert.Single(simulation.Injections);
        var feed = simulation.Run().ToList();

        Assert.Equal(cause, injected.Fault.Cause);
        Assert.True(injected.Affected > 0, $"{cause} touched nothing");
        Assert.Equal(Math.Min(400, injected.Affected), injected.Hits.Count);
        Assert.All(injected.Hits, hit => Assert.InRange(hit, injected.Start, injected.End));
        if (injected.Outage != Outage.Dark)
            Assert.True(feed.OfType<TransactionFailed>().Count(one => Inside(simulation, injected, one)) >= injected.Affected);
        else
            Assert.DoesNotContain(feed, one => Inside(simulation, injected, one) && one.OccurredAt > injected.Start && one.OccurredAt < injected.End);
    }

    public static TheoryData<string> Causes() => [.. FaultList.All.Select(one => one.Fault.Cause)];

    [Fact]
    public void A_dead_router_keeps_everything_until_it_is_back()
    {
        var simulation = new Simulation(Quiet() with { Terminals = 150, Faults = FaultMix.Parse("site-network") });
        var injected = Assert.Single(simulation.Injections);
        var feed = simulation.Run().Where(one => Inside(simulation, injected, one)).ToList();

        Assert.DoesNotContain(feed, one => one.SentAt > injected.Start + TimeSpan.FromMinutes(3) && one.SentAt < injected.End);
        Assert.Contains(feed.OfType<TransactionFailed>(), one => one.SentAt >= injected.End && one.OccurredAt < injected.End);
    }

    [Fact]
    public void Faster_life_has_more_customers_and_shorter_troubles()
    {
        var slow = Quiet() with { Days = 0.25, AlwaysOpen = true, RepeatChance = 0 };
        var usual = Feed(slow).OfType<TransactionFailed>().Count();
        var fast = Feed(slow with { Speed = 10 }).OfType<TransactionFailed>().Count();

        Assert.InRange(fast / (double)usual, 5, 20);
    }

    private static bool Inside(Simulation simulation, Injection injected, TerminalEvent one) => injected.Terminals is null
        ? one is TransactionFailed { Bin: { } bin } && bin == injected.Scope.Key
        : injected.Terminals.Any(index => simulation.Estate.Terminals[index].Id == one.TerminalId)
            && (injected.Card is null || one is TransactionFailed { CardRef: { } card } && card == injected.Scope.Key);

    private static List<string> Lines(SimulationOptions options) =>
        [.. Feed(options).Select(one => JsonSerializer.Serialize(one, ContractJson.Default.TerminalEvent))];
}
