using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Quality.Weeks;
using Xunit;
using Xunit.Abstractions;
using static FleetWatch.Quality.Feeds.FeedChange;

namespace FleetWatch.Quality.Feeds;

/// <summary>A feed that breaks down in part is known to, also where nobody is paged in vain for it; and one that is whole is never said to be broken, whatever is wrong in the fleet.</summary>
public sealed class FeedHealthTests(ITestOutputHelper output)
{
    /// <summary>Half of what Alerting tells somebody of.</summary>
    private const double Noise = 0.1;

    [Fact]
    public void Is_never_doubted_while_it_is_whole()
    {
        foreach (var mix in new[] { "usual", "mislabelled-drift", "holiday-rollout", "nothing-wrong" })
        {
            foreach (var seed in Seeds)
            {
                var worst = new FeedHealth(0, 0, 0);
                Watch(mix, seed, feed => feed, (at, feed) => worst = at < SimulatedWeek.Start.AddDays(1) ? worst
                    : new FeedHealth(0, Math.Max(worst.FailuresMissed, feed.FailuresMissed), Math.Max(worst.AttemptsUntold, feed.AttemptsUntold)));
                output.WriteLine($"{mix} {seed}: at most {worst.FailuresMissed:0.00} of the failures missed, {worst.AttemptsUntold:0.00} of the terminals untold");
                Assert.True(worst is { FailuresMissed: < Noise, AttemptsUntold: < Noise }, $"{mix} {seed}: {worst}");
            }
        }
    }

    /// <summary>On the fifth day, in the middle of a morning's trade, for four hours.</summary>
    [Theory]
    [InlineData("all failures", 1, 1.0, 0.8)]
    [InlineData("half of the failures", 2, 1.5, 0.3)]
    public void Misses_failures_that_heartbeats_counted(string what, int oneOf, double hours, double least)
    {
        foreach (var seed in Seeds)
        {
            DateTimeOffset? told = null;
            var last = new Dictionary<int, double>();
            Watch("usual", seed, feed => feed.Where(one => !(one is TransactionFailed && IsLost(Sent(one)) && StableHash.Of(one.Id) % (ulong)oneOf == 0)), (at, feed) =>
            {
                told ??= feed.FailuresMissed > 2 * Noise ? at : null;
                last[(int)Math.Floor((at - Friday).TotalHours)] = feed.FailuresMissed;
            });
            output.WriteLine($"{what}, {seed}: known after {(told - Friday)?.TotalMinutes:0} min, {last[3]:0.00} of them at the end, {last[6]:0.00} three hours later");
            Assert.InRange(told ?? default, Friday, Friday.AddHours(hours));
            Assert.True(last[3] > least && last[6] < 2 * Noise, $"{last[3]}, {last[6]}");
        }
    }

    [Fact]
    public void Misses_what_is_tried_where_counters_stop()
    {
        foreach (var seed in Seeds)
        {
            DateTimeOffset? told = null;
            Watch("usual", seed, feed => feed.Select(one => one is TerminalHeartbeat beat && Sent(one) >= Friday ? beat with { Attempts = null, Approvals = null } : one),
                (at, feed) => told ??= at > SimulatedWeek.Start.AddDays(1) && feed.AttemptsUntold > Noise ? at : null);
            Assert.InRange(told ?? default, Friday, Friday.AddHours(1));
        }
    }

    // FLEETWATCH_HEALTH_SEEDS=401-406 runs other weeks.
    private static IReadOnlyList<long> Seeds { get; } = WeekSeeds.Asked("FLEETWATCH_HEALTH_SEEDS", "375-376");

    private static void Watch(string mix, long seed, Func<IEnumerable<TerminalEvent>, IEnumerable<TerminalEvent>> line, Action<DateTimeOffset, FeedHealth> watched) =>
        SimulatedWeek.Run(WeekMix.Of(mix), seed, line: line, watched: watched);

    private static bool IsLost(DateTimeOffset sent) => sent >= Friday && sent < Friday.AddHours(4);
}
