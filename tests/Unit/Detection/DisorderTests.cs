using CsCheck;
using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Events come late, out of order and twice: the answer is that of a feed in order.</summary>
public sealed class DisorderTests
{
    /// <summary>A heartbeat that is later than a third of its interval is missed until it comes.</summary>
    private const int LatestMinutes = 5;

    [Theory]
    [InlineData("two-troubles-at-once")]
    [InlineData("site-network-backup-line")]
    [InlineData("issuer-outage")]
    [InlineData("merchant-account")]
    public void Late_and_repeated_events_in_any_order_change_nothing_about_what_is_told(string story)
    {
        var scenario = Scenario.Read(Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios", story + ".txt"));
        Assert.NotEmpty(scenario.Expected);

        Gen.Int[0, int.MaxValue].Sample(seed => Assert.Equal(scenario.Expected.Order(StringComparer.Ordinal), Told(scenario, new Random(seed))), iter: 4, threads: 1);
    }

    private static List<string> Told(Scenario scenario, Random random)
    {
        var arriving = new SortedDictionary<int, List<TerminalEvent>>();
        foreach (var (minute, events) in ScenarioFeed.Of(scenario))
        {
            foreach (var one in events.Concat(events.Where(_ => random.Next(4) == 0)))
                At(minute + random.Next(LatestMinutes + 1)).Add(one);
        }
        var watched = new Watched(ScenarioFeed.Fleet(scenario));
        foreach (var (minute, events) in arriving)
            watched.Minute(minute, events.OrderBy(_ => random.Next()).ToList());
        return watched.Told();

        List<TerminalEvent> At(int minute) => arriving.TryGetValue(minute, out var there) ? there : arriving[minute] = [];
    }
}
