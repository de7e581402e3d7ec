using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Feed;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality;

/// <summary>The bars on the labelled feeds, one and the same default configuration for all.</summary>
public sealed class LabelledWeekTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("week-1")]
    [InlineData("week-2")]
    public async Task Names_the_right_cause_at_the_right_scope_once(string week)
    {
        var score = await ScoreAsync(week);

        Assert.True(score.RightShare >= 0.95, $"right cause and scope: {score}");
        Assert.True(score.Precision >= 0.95, $"precision: {score}");
        Assert.True(score.PagesPerIncident <= 1.1, $"pages per incident: {score}");
        Assert.True(score.FalseRate <= 1, $"false pages: {score}");
        Assert.True(score.MedianEvents <= 6, $"median delay: {score}");
    }

    [SkippableFact]
    public async Task Says_nothing_in_a_week_without_trouble() => Assert.Equal(0, (await ScoreAsync("quiet")).Pages);

    private async Task<Score> ScoreAsync(string name)
    {
        var root = Scenario.Root();
        Skip.If(root is null, "There are no labelled feeds beside the checkout; set FLEETWATCH_SCENARIOS to their folder.");
        var scenario = Scenario.Read(Path.Combine(root, name));
        var fleet = FleetFile.Read(scenario.FleetPath);
        var rehearsal = new Rehearsal(fleet, new BacktestSettings());
        await foreach (var batch in new EventFeed(scenario.EventsPath).ReadAsync(CancellationToken.None))
        {
            foreach (var next in batch)
                rehearsal.Take(next);
        }
        rehearsal.End();
        var score = Scorer.Of(scenario, fleet, rehearsal.Incidents);
        output.WriteLine($"{name}: {score}");
        foreach (var remark in Weeks.Verdicts.Of(scenario, fleet, rehearsal.Incidents, rehearsal.Until!.Value).Remarks)
            output.WriteLine(remark);
        return score;
    }
}
