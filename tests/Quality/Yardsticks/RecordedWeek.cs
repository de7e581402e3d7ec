using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>One labelled week, each event once with the time at which it came, and what the product told of it with its default settings.</summary>
internal sealed record RecordedWeek(string Name, IReadOnlyList<TerminalRecord> Fleet, Scenario Scenario, IReadOnlyList<(TerminalEvent Event, DateTimeOffset At)> Feed,
    IReadOnlyCollection<Incident> Told)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public DateTimeOffset Begins => Feed[0].At;

    /// <summary>A week of a made-up fleet: the same seed makes the same week; with what single cards suffered from, or without.</summary>
    public static RecordedWeek Simulated(long seed, int terminals, bool withCards = false)
    {
        var simulation = new Simulation(new SimulationOptions { Seed = seed, Terminals = terminals, Start = Start });
        var fleet = simulation.Estate.Registry.ToList();
        var watched = new Watched(fleet);
        foreach (var next in simulation.Run())
            watched.Take(next);
        var groups = Simulator.Simulate.Truth.Groups(simulation.Estate);
        var incidents = simulation.Injections.Where(one => withCards || one.Scope.Kind != ScopeKind.Card).Select(one => new TrueIncident(one.Fault.Cause, one.Scope,
            Simulator.Simulate.Truth.Accepted(one, groups, simulation.Estate), one.Start, one.End, one.Affected, [.. one.Hits.Order()]));
        return watched.Week($"seed {seed}", new Scenario("", new Truth(terminals, simulation.Options.Days, [.. incidents])));
    }

    public static async Task<RecordedWeek> ReadAsync(string folder)
    {
        var scenario = Scenario.Read(folder);
        var watched = new Watched(FleetFile.Read(scenario.FleetPath));
        await foreach (var batch in new EventFeed(scenario.EventsPath).ReadAsync(CancellationToken.None))
        {
            foreach (var next in batch)
                watched.Take(next);
        }
        return watched.Week(Path.GetFileName(folder), scenario);
    }

    private sealed class Watched(IReadOnlyList<TerminalRecord> fleet)
    {
        private readonly Rehearsal _rehearsal = new(fleet, new BacktestSettings());
        private readonly List<(TerminalEvent, DateTimeOffset)> _feed = [];

        public void Take(TerminalEvent next)
        {
            var repeats = _rehearsal.Repeats;
            _rehearsal.Take(next);
            if (_rehearsal.Repeats == repeats)
                _feed.Add((next, _rehearsal.Until!.Value)); // An event was taken: the feed's clock runs.
        }

        public RecordedWeek Week(string name, Scenario scenario)
        {
            _rehearsal.End();
            return new RecordedWeek(name, fleet, scenario, _feed, [.. _rehearsal.Incidents]);
        }
    }
}
