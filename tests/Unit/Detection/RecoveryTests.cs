using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>When a finding is over.</summary>
public sealed class RecoveryTests
{
    private const int Day = 24 * 60;
    private const int Ends = (2 * Day) + 600;

    [Fact]
    public void An_everyday_failure_now_and_then_does_not_keep_a_finding_open_for_ever()
    {
        var closed = Closed(everydayEvery: 600);

        Assert.Equal(FindingEnd.Recovered, Assert.Single(closed).End);
    }

    [Fact]
    public void A_reader_that_goes_on_failing_is_not_over() => Assert.Empty(Closed(everydayEvery: 40));

    // A reader that fails every 25 minutes for ten hours, and then every so many.
    private static List<FindingClosed> Closed(int everydayEvery)
    {
        var story = new Scenario(24, 3, 8, 6,
        [
            Failing(Ends - 600, Ends, 25),
            Failing(Ends, 6 * Day, everydayEvery),
        ], []);
        var watched = new Watched(ScenarioFeed.Fleet(story));
        foreach (var (minute, events) in ScenarioFeed.Of(story))
            watched.Minute(minute, events);
        Assert.Contains(watched.Said, news => news is FindingOpened { Finding: { Cause: Causes.ReaderFault, Scope.Key: "T05" } });
        return [.. watched.Said.OfType<FindingClosed>()];
    }

    private static Trouble Failing(int from, int until, int every) => new("terminal", "T05", from, until, every, ["contactless-read-error"], "07", false, null);
}
