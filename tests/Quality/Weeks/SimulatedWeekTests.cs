using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Weeks;

/// <summary>The bars on weeks that nobody looked at, one and the same default configuration for all.</summary>
public sealed class SimulatedWeekTests(ITestOutputHelper output)
{
    [Fact]
    public void Names_the_right_cause_at_the_right_scope_once_in_weeks_that_nobody_looked_at()
    {
        var asked = WeekSeeds.Asked();
        var weeks = new SimulatedWeek[asked.Count];
        Parallel.For(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => weeks[at] = SimulatedWeek.Run(asked[at].Mix, asked[at].Seed));
        foreach (var line in WeekReport.Of(weeks))
            output.WriteLine(line);
        var usual = weeks.Where(week => week.Mix.Name == "usual").ToList();
        if (usual.Count == 0)
            return;
        var score = Score.Sum(usual.Select(week => week.Verdicts.Score));
        Assert.True(score is { RightShare: >= 0.95, Precision: >= 0.95, PagesPerIncident: <= 1.1, MedianEvents: <= 6 }, $"usual weeks: {score}");
    }
}
