using FleetWatch.Quality.Weeks;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Feeds;

/// <summary>What is lost between terminals and FleetWatch is no news of terminals: nobody is paged for it, and what is really wrong is told all the same.</summary>
public sealed class FeedLossTests(ITestOutputHelper output)
{
    private static readonly (FeedLoss Loss, double MostPerLoss)[] Quiet =
    [
        (new("nothing", 0), 0.05),
        (new("all of it", 25), 0.05),
        (new("all of it", 45), 0.05),
        (new("all of it", 120), 0.05),
        (new("all of it, sent later", 25, Fate: LossFate.SentLater), 0.05),
        (new("all of it, sent later", 120, Fate: LossFate.SentLater), 0.05),
        (new("nineteen of twenty events", 45, 0.95), 0.2),
        (new("four of five events", 45, 0.8), 0.5),
        (new("half of the events", 45, 0.5), 0.1),
        (new("three of ten events", 120, 0.3), 0.1),
        (new("a tenth of the events", 120, 0.1), 0.2),
        (new("four of five terminals", 45, 0.8, LossOf.Terminals), 0.5),
        (new("half of the terminals", 45, 0.5, LossOf.Terminals), 0.2),
        (new("three of ten terminals", 120, 0.3, LossOf.Terminals), 0.1),
        (new("a tenth of the terminals", 120, 0.1, LossOf.Terminals), 0.1),
    ];

    [Fact]
    public void Pages_nobody_for_what_is_lost_on_its_way()
    {
        var quiet = Weeks("nothing-wrong", "361-364");
        output.WriteLine("| lost, once a day | minutes | false pages | of losses |");
        output.WriteLine("|---|---|---|---|");
        var pages = Quiet.Select(one => quiet.Through(feed => one.Loss.Through(feed, SimulatedWeek.Start)).Sum(week => week.Verdicts.Score.Pages)).ToList();
        foreach (var ((loss, _), count) in Quiet.Zip(pages))
            output.WriteLine($"| {loss.What} | {loss.Minutes} | {count} | {quiet.Seeds.Count * FeedLoss.TimesAWeek} |");
        foreach (var ((loss, most), count) in Quiet.Zip(pages))
            Assert.True(count - pages[0] <= most * quiet.Seeds.Count * FeedLoss.TimesAWeek, $"{loss.What}, {loss.Minutes} min: {count} pages");
    }

    [Fact]
    public void Tells_what_is_wrong_though_the_feed_is_lost_once_a_day()
    {
        var usual = Weeks("usual", "371-374");
        foreach (var loss in new FeedLoss[] { new("nothing", 0), new("all of it", 45), new("half of the events", 45, 0.5), new("a tenth of the terminals", 120, 0.1, LossOf.Terminals) })
        {
            var score = Score.Sum(usual.Through(feed => loss.Through(feed, SimulatedWeek.Start)).Select(week => week.Verdicts.Score));
            output.WriteLine($"{loss.What}, {loss.Minutes} min: {score}");
            Assert.True(score is { RightShare: >= 0.93, Precision: >= 0.93 }, $"{loss.What}, {loss.Minutes} min: {score}");
        }
    }

    // FLEETWATCH_LOSS_SEEDS=401-406 runs other weeks.
    private static FeedWeeks Weeks(string mix, string otherwise) => new(WeekMix.Of(mix), "FLEETWATCH_LOSS_SEEDS", otherwise);
}
