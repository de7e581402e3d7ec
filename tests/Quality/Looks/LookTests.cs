using FleetWatch.Contracts;
using FleetWatch.Quality.Weeks;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Simulate;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Looks;

/// <summary>Each cause in every look that the field describes, alone in an otherwise quiet week: called by its name, at its place, once.</summary>
public sealed class LookTests(ITestOutputHelper output)
{
    private const int Days = 6;
    private static readonly IReadOnlyList<long> Seeds = WeekSeeds.Asked("FLEETWATCH_LOOK_SEEDS", "461-462");

    [Fact]
    public void Calls_every_look_of_a_cause_by_its_name_once()
    {
        var told = new Told[LookList.All.Count * Seeds.Count];
        Parallel.For(0, told.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => told[at] = Watch(LookList.All[at / Seeds.Count], Seeds[at % Seeds.Count]));

        output.WriteLine("| look | right | pages | otherwise |");
        output.WriteLine("|---|---|---|---|");
        foreach (var look in told.GroupBy(one => one.Look))
            output.WriteLine($"| {look.Key.What} | {look.Count(one => one.Right)} of {look.Count()} | {look.Sum(one => one.Pages)} | {string.Join("; ", look.SelectMany(one => one.Otherwise).GroupBy(one => one).Select(one => $"{one.Key} {one.Count()}"))} |");
        var (right, pages) = (told.Count(one => one.Right), told.Sum(one => one.Pages));
        output.WriteLine($"right {right}/{told.Length} = {right / (double)told.Length:0.000}, pages {pages}");
        Assert.True(right >= 0.95 * told.Length && pages <= 1.1 * told.Length, $"right {right} of {told.Length}, pages {pages}");
    }

    private static Told Watch(Look look, long seed)
    {
        var options = new SimulationOptions { Seed = seed, Terminals = 400, Start = SimulatedWeek.Start, Faults = FaultMix.None, Days = Days };
        var simulation = new Simulation(options, estate => [look.In(estate, options.Start)]);
        var rehearsal = new Rehearsal([.. simulation.Estate.Registry], new BacktestSettings());
        foreach (var next in simulation.Run())
            rehearsal.Take(next);
        rehearsal.End();

        var trouble = simulation.Injections[0];
        var incidents = rehearsal.Incidents.Where(one => one.Scope.Kind != ScopeKind.Card && one.OpenedAt >= trouble.Start && one.OpenedAt < trouble.End).ToList();
        var its = incidents.FindAll(one => one.Cause == look.Cause && one.Scope == trouble.Scope);
        return new Told(look, its.Count > 0, incidents.Count(one => one.Page), [.. incidents.Except(its).Select(one => $"{one.Cause} of a {one.Scope.Kind}".ToLowerInvariant())]);
    }

    private sealed record Told(Look Look, bool Right, int Pages, IReadOnlyList<string> Otherwise);
}
