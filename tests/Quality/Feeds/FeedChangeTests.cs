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
        var quiet = Weeks("nothing-wrong", "361-362");
        output.WriteLine("| told otherwise | false pages | of weeks |");
        output.WriteLine("|---|---|---|");
        var weeks = FeedChange.All.Select(change => quiet.Through(change.Of, change.TellsApprovals)).ToList();
        foreach (var (change, told) in FeedChange.All.Zip(weeks))
            output.WriteLine($"| {change.What} | {told.Sum(week => week.Verdicts.Score.Pages)} | {quiet.Seeds.Count} |");
        foreach (var (change, told) in FeedChange.All.Zip(weeks))
        {
            Assert.True(told.Sum(week => week.Verdicts.Score.Pages) <= change.MostAWeek * quiet.Seeds.Count,
                $"{change.What}: {string.Join("; ", told.SelectMany(week => week.Verdicts.Remarks).Take(5))}");
        }
    }

    /// <summary>Without heartbeats nobody can see that a terminal has no power; all else is told about as well.</summary>
    [Fact]
    public void Tells_what_is_wrong_though_less_is_told()
    {
        var usual = Weeks("usual", "371-372");
        foreach (var (change, right, precision) in new (FeedChange, double, double)[]
            { (FeedChange.All[0], 0.93, 0.93), (FeedChange.NoCards, 0.9, 0.93), (FeedChange.NoHeartbeats, 0.75, 0.8), (FeedChange.HeartbeatsEnd, 0.75, 0.8), (FeedChange.BeatsOfOneEnd, 0.8, 0.85) })
        {
            var score = Score.Sum(usual.Through(change.Of, change.TellsApprovals).Select(week => week.Verdicts.Score));
            output.WriteLine($"{change.What}: {score}");
            Assert.True(score.RightShare >= right && score.Precision >= precision, $"{change.What}: {score}");
        }
    }

    // FLEETWATCH_CHANGE_SEEDS=401-406 runs other weeks.
    private static FeedWeeks Weeks(string mix, string otherwise) => new(WeekMix.Of(mix), "FLEETWATCH_CHANGE_SEEDS", otherwise);
}
