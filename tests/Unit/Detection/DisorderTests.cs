using CsCheck;
using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Events come late, out of order and twice: the answer is that of a feed in order.</summary>
public sealed class DisorderTests
{
    /// <summary>A heartbeat that is later than a third of its interval is missed until it comes.</summary>
    private const int LatestMinutes = 5;

    /// <summary>
    /// Where attempts that failed are told of as attempts first, and as failures up to five minutes later, the dead router seems to let some pass: that
    /// story holds for two minutes.
    /// </summary>
    [Theory]
    [InlineData("two-troubles-at-once", LatestMinutes)]
    [InlineData("site-network-backup-line", 2)]
    [InlineData("issuer-outage", LatestMinutes)]
    [InlineData("merchant-account", LatestMinutes)]
    public void Late_and_repeated_events_in_any_order_change_nothing_about_what_is_told(string story, int latest)
    {
        var scenario = Scenario.Read(Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios", story + ".txt"));
        Assert.NotEmpty(scenario.Expected);

        Gen.Int[0, int.MaxValue].Sample(seed => Assert.Equal(scenario.Expected.Order(StringComparer.Ordinal), Told(scenario, new Random(seed), latest)), iter: 4, threads: 1);
    }

    private static List<string> Told(Scenario scenario, Random random, int latest)
    {
        var arriving = new SortedDictionary<int, List<TerminalEvent>>();
        foreach (var (minute, events) in ScenarioFeed.Of(scenario))
        {
            foreach (var one in events.Concat(events.Where(_ => random.Next(4) == 0)))
                At(minute + random.Next(latest + 1)).Add(one);
        }
        var watched = new Watched(ScenarioFeed.Fleet(scenario));
        foreach (var (minute, events) in arriving)
            watched.Minute(minute, events.OrderBy(_ => random.Next()).ToList());
        return watched.Told();

        List<TerminalEvent> At(int minute) => arriving.TryGetValue(minute, out var there) ? there : arriving[minute] = [];
    }
}
