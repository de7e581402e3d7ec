using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class ScenarioTests
{
    public static TheoryData<string> Stories => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios");

    [Theory]
    [MemberData(nameof(Stories))]
    public void Says_what_the_story_expects_and_nothing_else(string story)
    {
        var scenario = Scenario.Read(Path.Combine(Folder, story + ".txt"));
        var watched = new Watched(ScenarioFeed.Fleet(scenario));

        foreach (var (minute, events) in ScenarioFeed.Of(scenario))
            watched.Minute(minute, events);

        Assert.Equal(scenario.Expected.Order(StringComparer.Ordinal), watched.Told());
    }
}
