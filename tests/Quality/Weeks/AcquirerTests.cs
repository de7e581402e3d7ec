using FleetWatch.Quality.Feeds;
using FleetWatch.Simulator.Simulate;
using FleetWatch.Simulator.Traffic;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Weeks;

/// <summary>Where the one host behind all terminals is out of order, that is told: once, soon, and not as every bank's, every carrier's and every version's trouble.</summary>
public sealed class AcquirerTests(ITestOutputHelper output)
{
    private static readonly WeekMix Mix = new("acquirer", FaultMix.Parse("acquirer-outage:4"), Twists.None, 1);

    /// <param name="told">In which way the week is told.</param>
    /// <param name="right">The least share that is told by its name.</param>
    /// <param name="precision">The same of what is told; where little is told of, some of it is in vain without any trouble as well.</param>
    [Theory]
    [InlineData("nothing", 0.9, 0.9)]
    [InlineData("no issuers", 0.9, 0.9)]
    [InlineData("no cards, no amounts", 0.9, 0.75)]
    [InlineData("no heartbeats at all", 0.8, 0.5)]
    public void Tells_once_of_what_strikes_everybody(string told, double right, double precision)
    {
        var change = FeedChange.All.Single(one => one.What == told);
        var weeks = new FeedWeeks(Mix, "FLEETWATCH_ACQUIRER_SEEDS", "801-806").Through(change.Of);
        var score = Score.Sum(weeks.Select(week => week.Verdicts.Score));
        output.WriteLine($"{told}: {score}");
        foreach (var remark in weeks.SelectMany(week => week.Verdicts.Remarks))
            output.WriteLine($"  {remark}");
        Assert.True(score.RightShare >= right && score.Precision >= precision, score.ToString());
    }
}
