using FleetWatch.Quality.Weeks;
using FleetWatch.Quality.Yardsticks;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Refusals;

/// <summary>Whether the answer to "why was this card refused?" is right, and as sure as it may be.</summary>
public sealed class RefusalTests(ITestOutputHelper output)
{
    private const int Terminals = 400;

    /// <summary>While the customer waits, and when the help desk looks at it in the afternoon.</summary>
    private static readonly (TimeSpan After, (double Right, double LogLoss) Bar)[] Asked =
        [(TimeSpan.FromMinutes(1), (0.8, 0.5)), (TimeSpan.FromHours(3), (0.9, 0.3))];

    [Fact]
    public void Names_the_true_cause_of_a_refusal_in_weeks_that_nobody_looked_at()
    {
        var seeds = Seeds();
        var weeks = new RecordedWeek[seeds.Count];
        Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            at => weeks[at] = RecordedWeek.Simulated(seeds[at], Terminals, withCards: true));
        Tell($"weeks {seeds[0]} to {seeds[^1]}", weeks);
    }

    [SkippableFact]
    public async Task Names_the_true_cause_of_a_refusal_in_labelled_weeks()
    {
        var root = Scenario.Root();
        Skip.If(root is null, "There are no labelled feeds beside the checkout; set FLEETWATCH_SCENARIOS to their folder.");
        Tell("week-1 and week-2", [await RecordedWeek.ReadAsync(Path.Combine(root, "week-1")), await RecordedWeek.ReadAsync(Path.Combine(root, "week-2"))]);
    }

    private void Tell(string name, RecordedWeek[] weeks)
    {
        foreach (var (after, bar) in Asked)
        {
            var answers = weeks.SelectMany(week => AnsweredRefusal.All(week, after)).ToList();
            output.WriteLine($"{name}, asked {after} after the failure was told");
            foreach (var line in RefusalReport.Of(answers))
                output.WriteLine(line);
            var right = answers.Average(one => one.Rank == 1 ? 1.0 : 0);
            Assert.True(right >= bar.Right, $"the true cause first, {after} after: {right:0.000}");
            Assert.True(RefusalReport.LogLoss(answers) <= bar.LogLoss, $"log loss, {after} after: {RefusalReport.LogLoss(answers):0.000}");
        }
    }

    // FLEETWATCH_REFUSAL_SEEDS=601-620 asks about other weeks.
    private static IReadOnlyList<long> Seeds() =>
        WeekSeeds.Asked("FLEETWATCH_REFUSAL_SEEDS", "601-604");
}
