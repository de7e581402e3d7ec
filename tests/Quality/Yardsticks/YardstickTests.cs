using System.Globalization;
using FleetWatch.Quality.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>Ours beside what anybody could do with rules, on the same feeds, and beside an oracle that is told everything but the moment.</summary>
public sealed class YardstickTests(ITestOutputHelper output)
{
    private const int FirstSeed = 301;

    [Fact]
    public void Tells_more_right_causes_than_any_yardstick_on_simulated_weeks()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("FLEETWATCH_YARDSTICK_SEEDS") is { Length: > 0 } given ? given : "2", CultureInfo.InvariantCulture);
        var (scores, delays) = (new List<(string, Score)>(), new List<OracleDelays>());
        for (var seed = FirstSeed; seed < FirstSeed + count; seed++)
            Add(RecordedWeek.Simulated(seed, 400), scores, delays);
        Report($"seeds {FirstSeed} to {FirstSeed + count - 1}, 400 terminals, 8 days each", scores, delays);
    }

    [SkippableTheory]
    [InlineData("week-1")]
    [InlineData("week-2")]
    [InlineData("quiet")]
    public async Task Tells_more_right_causes_than_any_yardstick_on_the_labelled_feeds(string name)
    {
        var root = Scenario.Root();
        Skip.If(root is null, "There are no labelled feeds beside the checkout; set FLEETWATCH_SCENARIOS to their folder.");
        var (scores, delays) = (new List<(string, Score)>(), new List<OracleDelays>());
        Add(await RecordedWeek.ReadAsync(Path.Combine(root, name)), scores, delays);
        Report(name, scores, delays);
    }

    private static void Add(RecordedWeek week, List<(string Name, Score Score)> scores, List<OracleDelays> delays)
    {
        var table = new CellTable(week);
        scores.Add(("FleetWatch", Scorer.Of(week.Scenario, week.Fleet, week.Told)));
        foreach (var yardstick in Yardstick.All)
            scores.Add((yardstick.Name, Scorer.Of(week.Scenario, week.Fleet, YardstickPages.Of(yardstick, table, week.Fleet))));
        delays.Add(OracleDelays.Of(week));
    }

    private void Report(string title, List<(string Name, Score Score)> scores, List<OracleDelays> delays)
    {
        foreach (var line in YardstickReport.Of(title, scores, OracleDelays.Sum(delays)))
            output.WriteLine(line);
        var right = scores.GroupBy(one => one.Name).ToDictionary(name => name.Key, name => name.Sum(one => one.Score.Right));
        var inVain = scores.GroupBy(one => one.Name).ToDictionary(name => name.Key, name => name.Sum(one => one.Score.False));
        Assert.All(Yardstick.All, other => Assert.True(right["FleetWatch"] >= right[other.Name] && inVain["FleetWatch"] <= inVain[other.Name], other.Name));
    }
}
