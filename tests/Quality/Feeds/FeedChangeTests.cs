using FleetWatch.Quality.Weeks;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Feeds;

/// <summary>Estates tell of themselves in many ways, and one day in another: what is not told is no trouble of anybody, and what is really wrong is told all the same.</summary>
public sealed class FeedChangeTests(ITestOutputHelper output)
{
    [Fact]
    public void Pages_nobody_for_what_is_told_in_another_way()
    {
        var (mix, seeds) = (Mix("nothing-wrong"), Seeds("361-362"));
        output.WriteLine("| told otherwise | false pages | of weeks |");
        output.WriteLine("|---|---|---|");
        var weeks = FeedChange.All.Select(change => Weeks(mix, seeds, change)).ToList();
        foreach (var (change, told) in FeedChange.All.Zip(weeks))
            output.WriteLine($"| {change.What} | {told.Sum(week => week.Verdicts.Score.Pages)} | {seeds.Count} |");
        foreach (var (change, told) in FeedChange.All.Zip(weeks))
        {
            Assert.True(told.Sum(week => week.Verdicts.Score.Pages) <= 2 * seeds.Count,
                $"{change.What}: {string.Join("; ", told.SelectMany(week => week.Verdicts.Remarks).Take(5))}");
        }
    }

    /// <summary>Without heartbeats nobody can see that a terminal has no power; all else is told about as well.</summary>
    [Fact]
    public void Tells_what_is_wrong_though_less_is_told()
    {
        var (mix, seeds) = (Mix("usual"), Seeds("371-372"));
        foreach (var (change, right, precision) in new (FeedChange, double, double)[]
            { (FeedChange.All[0], 0.93, 0.93), (FeedChange.NoCards, 0.9, 0.93), (FeedChange.NoHeartbeats, 0.75, 0.8), (FeedChange.HeartbeatsEnd, 0.75, 0.8) })
        {
            var score = Score.Sum(Weeks(mix, seeds, change).Select(week => week.Verdicts.Score));
            output.WriteLine($"{change.What}: {score}");
            Assert.True(score.RightShare >= right && score.Precision >= precision, $"{change.What}: {score}");
        }
    }

    private static SimulatedWeek[] Weeks(WeekMix mix, IReadOnlyList<long> seeds, FeedChange change)
    {
        var weeks = new SimulatedWeek[seeds.Count];
        Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => weeks[at] = SimulatedWeek.Run(mix, seeds[at], line: change.Of, tellsApprovals: change.TellsApprovals));
        return weeks;
    }

    private static WeekMix Mix(string name) => WeekMix.All.Single(mix => mix.Name == name);

    // FLEETWATCH_CHANGE_SEEDS=401-406 runs other weeks.
    private static IReadOnlyList<long> Seeds(string otherwise) =>
        WeekSeeds.Span(Environment.GetEnvironmentVariable("FLEETWATCH_CHANGE_SEEDS") is { Length: > 0 } given ? given : otherwise);
}
