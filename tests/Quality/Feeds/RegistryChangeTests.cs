using System.Collections.Concurrent;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Quality.Weeks;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Simulate;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Feeds;

/// <summary>Terminals send before anybody has registered them, estates are renamed and divided anew: nobody is ill for that.</summary>
public sealed class RegistryChangeTests(ITestOutputHelper output)
{
    [Fact]
    public void Pages_nobody_for_what_the_registry_learns()
    {
        var seeds = WeekSeeds.Asked("FLEETWATCH_REGISTRY_SEEDS", "361-362");
        var pages = new ConcurrentDictionary<(string What, long Seed), List<Incident>>();
        Parallel.ForEach(RegistryUpdate.All.SelectMany(change => seeds.Select(seed => (change, seed))), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            one => pages[(one.change.What, one.seed)] = Pages(one.change, one.seed));
        output.WriteLine("| the registry learns | false pages | of weeks |");
        output.WriteLine("|---|---|---|");
        foreach (var change in RegistryUpdate.All)
        {
            var told = seeds.SelectMany(seed => pages[(change.What, seed)]).ToList();
            output.WriteLine($"| {change.What} | {told.Count} | {seeds.Count} |");
            Assert.True(told.Count <= seeds.Count, $"{change.What}: {string.Join("; ", told.Take(5).Select(one => $"{one.Cause} {one.Scope} {one.OpenedAt}"))}");
        }
    }

    private static List<Incident> Pages(RegistryUpdate change, long seed)
    {
        var simulation = new Simulation(new SimulationOptions { Seed = seed, Terminals = 400, Start = SimulatedWeek.Start, Faults = FaultMix.None });
        var registry = simulation.Estate.Registry.ToList();
        var rehearsal = new Rehearsal([.. registry.Select(change.First).OfType<TerminalRecord>()], new BacktestSettings());
        var told = false;
        foreach (var next in simulation.Run())
        {
            if (!told && FeedChange.Sent(next) >= FeedChange.Friday)
            {
                told = true;
                foreach (var record in registry.Select(change.Then).OfType<TerminalRecord>())
                    rehearsal.Apply(new TerminalRegistered { TerminalId = record.TerminalId, At = FeedChange.Friday, Terminal = record });
            }
            rehearsal.Take(next);
        }
        rehearsal.End();
        return [.. rehearsal.Incidents.Where(incident => incident.Page)];
    }
}
