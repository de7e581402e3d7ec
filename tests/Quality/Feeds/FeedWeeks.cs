using FleetWatch.Contracts;
using FleetWatch.Quality.Weeks;

namespace FleetWatch.Quality.Feeds;

/// <summary>The weeks of a mix, one of each seed, whose feed comes through something.</summary>
/// <param name="mix">What goes wrong in them.</param>
/// <param name="variable">Of the environment, which names other seeds.</param>
/// <param name="otherwise">The seeds without it.</param>
internal sealed class FeedWeeks(WeekMix mix, string variable, string otherwise)
{
    public IReadOnlyList<long> Seeds { get; } =
        WeekSeeds.Asked(variable, otherwise);

    public SimulatedWeek[] Through(Func<IEnumerable<TerminalEvent>, IEnumerable<TerminalEvent>> line, bool tellsApprovals = false)
    {
        var weeks = new SimulatedWeek[Seeds.Count];
        Parallel.For(0, Seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => weeks[at] = SimulatedWeek.Run(mix, Seeds[at], line: line, tellsApprovals: tellsApprovals));
        return weeks;
    }
}
