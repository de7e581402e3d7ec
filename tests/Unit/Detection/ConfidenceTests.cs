using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class ConfidenceTests
{
    [Theory]
    [InlineData("site-network-backup-line")]
    [InlineData("network-congestion")]
    [InlineData("carrier-outage")]
    public void What_is_doubtful_at_first_grows_certain_while_it_goes_on(string story)
    {
        var scenario = Scenario.Read(Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios", story + ".txt"));
        var watched = new Watched(ScenarioFeed.Fleet(scenario));
        foreach (var (minute, events) in ScenarioFeed.Of(scenario))
            watched.Minute(minute, events);

        var told = watched.Said.Select(news => (news as FindingOpened)?.Finding ?? (news as FindingGrew)?.Finding).OfType<Finding>().Where(finding => finding.Page).ToList();

        Assert.InRange(told[0].Confidence, 0.5, 0.9);
        Assert.InRange(told[^1].Confidence, 0.95, 1);
        Assert.Equal(1 - told[^1].Confidence, told[^1].RunnerUp!.Confidence, 3); // Something else always shows such failures.
    }
}
