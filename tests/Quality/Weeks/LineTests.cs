using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Demo;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Simulate;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Weeks;

/// <summary>What a site's line trouble is called first and at last: dead or too thin, with heartbeats over another line or without.</summary>
public sealed class LineTests(ITestOutputHelper output)
{
    private const int Weeks = 8;
    private const int FirstSeed = 700;
    private const int Demos = 12;
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    /// <param name="faults">What goes wrong.</param>
    /// <param name="sparing">Heartbeats go over another line.</param>
    /// <param name="first">The least share of those told that is called by its name at once.</param>
    /// <param name="last">The same at last.</param>
    [Theory]
    [InlineData("site-network:12", false, 0.95, 0.97)]
    [InlineData("site-network:12", true, 0.6, 0.95)]
    [InlineData("network-congestion:12", false, 0.6, 0.95)]
    public void Calls_a_lines_trouble_by_its_name(string faults, bool sparing, double first, double last)
    {
        var weeks = new List<Naming>[Weeks];
        Parallel.For(0, Weeks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, week =>
        {
            var options = new SimulationOptions { Seed = FirstSeed + week, Terminals = 400, Start = Start, Days = 5, Faults = FaultMix.Parse(faults) };
            weeks[week] = Named(new Simulation(options, estate => [.. options.Faults.Place(estate, options).Select(one => sparing ? one with { Outage = Outage.None } : one)]), new BacktestSettings(), options.End);
        });
        Judge($"{faults}{(sparing ? ", heartbeats over another line" : "")}", [.. weeks.SelectMany(week => week)], first, last);
    }

    [Fact]
    public void Calls_the_demonstrations_troubles_by_their_names()
    {
        var demos = new List<Naming>[Demos];
        Parallel.For(0, Demos, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, demo =>
        {
            var now = Start + TimeSpan.FromMinutes(540 + (demo * 67.3));
            demos[demo] = Named(DemoStory.Begin(now), new BacktestSettings { Detection = new() { LeastDuration = TimeSpan.FromSeconds(20) } }, now + TimeSpan.FromMinutes(8));
        });
        foreach (var chapter in demos.SelectMany(demo => demo).GroupBy(naming => naming.True))
            Judge($"demonstration, {chapter.Key}", [.. chapter], 0.75, 0.9);
    }

    private static List<Naming> Named(Simulation simulation, BacktestSettings settings, DateTimeOffset until)
    {
        List<IncidentOpened> opened = [];
        var rehearsal = new Rehearsal([.. simulation.Estate.Registry], settings, told: happened => opened.AddRange(happened is IncidentOpened one ? [one] : []));
        foreach (var next in simulation.Run().TakeWhile(one => one.SentAt < until))
            rehearsal.Take(next);
        rehearsal.End();
        return [.. simulation.Injections.Select(one =>
        {
            var at = rehearsal.Incidents.Where(incident => incident.Scope == one.Scope && incident.OpenedAt >= one.Start && incident.OpenedAt < one.End).ToList();
            var first = at.Count == 0 ? null : opened.Single(happened => happened.IncidentId == at[0].Id);
            return new Naming(one.Fault.Cause, first?.Finding.Cause, at.Count == 0 ? null : at[^1].Cause, first is null ? 0 : one.Hits.Count(hit => hit <= first.At));
        })];
    }

    private void Judge(string story, List<Naming> all, double first, double last)
    {
        var told = all.Where(naming => naming.First is not null).ToList();
        output.WriteLine($"{story}: {all.Count}, told {told.Count}, after {told.Select(naming => naming.Events).Order().ElementAt(told.Count / 2)} events in the middle");
        foreach (var group in told.GroupBy(naming => (naming.First, naming.Last)).OrderByDescending(group => group.Count()))
            output.WriteLine($"  {group.Key.First}, at last {group.Key.Last}: {group.Count()}");
        Assert.InRange(told.Count(naming => naming.First == naming.True) / (double)told.Count, first, 1);
        Assert.InRange(told.Count(naming => naming.Last == naming.True) / (double)told.Count, last, 1);
    }

    private sealed record Naming(string True, string? First, string? Last, int Events);
}
