using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Quality.Weeks;

/// <summary>One week of a made-up fleet, watched by the detector with its default settings as it happens, without any file.</summary>
internal sealed record SimulatedWeek(WeekMix Mix, long Seed, Verdicts Verdicts, CardVerdicts Cards)
{
    /// <summary>When each begins: a Monday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    /// <param name="mix">What goes wrong in it.</param>
    /// <param name="seed">Of everything by chance.</param>
    /// <param name="terminals">In the fleet.</param>
    /// <param name="line">What the feed comes through; null: all of it comes, at once.</param>
    /// <param name="tellsApprovals">Approvals are told one by one, and heartbeats count nothing.</param>
    /// <param name="watched">Told what the feed says of itself after each event.</param>
    public static SimulatedWeek Run(WeekMix mix, long seed, int terminals = 400, Func<IEnumerable<TerminalEvent>, IEnumerable<TerminalEvent>>? line = null,
        bool tellsApprovals = false, Action<DateTimeOffset, FeedHealth>? watched = null)
    {
        var options = new SimulationOptions { Seed = seed, Terminals = terminals, Start = Start, Faults = mix.Faults, Twists = mix.Twists, TellsApprovals = tellsApprovals };
        var simulation = new Simulation(options);
        var fleet = simulation.Estate.Registry.ToList();
        var rehearsal = new Rehearsal(fleet, new BacktestSettings());
        var feed = simulation.Run();
        foreach (var next in line is null ? feed : line(feed))
        {
            rehearsal.Take(next);
            watched?.Invoke(next.SentAt ?? next.OccurredAt, rehearsal.Feed);
        }
        rehearsal.End();
        return Judged(mix, simulation, fleet, rehearsal.Incidents);
    }

    private static SimulatedWeek Judged(WeekMix mix, Simulation simulation, List<TerminalRecord> fleet, IReadOnlyCollection<Incident> told)
    {
        var groups = Simulator.Simulate.Truth.Groups(simulation.Estate);
        var incidents = simulation.Injections.Select(one => new TrueIncident(one.Fault.Cause, one.Scope,
            Simulator.Simulate.Truth.Accepted(one, groups, simulation.Estate), one.Start, one.End, one.Affected, [.. one.Hits.Order()])).ToList();
        var wide = incidents.Where(one => one.Scope.Kind != ScopeKind.Card).ToList();
        var scenario = new Scenario("", new Truth(simulation.Options.Terminals, simulation.Options.Days, wide));
        return new SimulatedWeek(mix, simulation.Options.Seed, Verdicts.Of(scenario, fleet, told, simulation.Options.Start.AddDays(simulation.Options.Days)),
            CardVerdicts.Of([.. incidents.Where(one => one.Scope.Kind == ScopeKind.Card)], told));
    }
}
