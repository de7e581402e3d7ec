using FleetWatch.Detection.Attribution.Scan;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Quality.Localisation;

/// <summary>The scan on data that nobody here made: 135 labelled incidents of a content network.</summary>
public sealed class LocalisationTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [SkippableFact]
    public void Names_the_labelled_combination_more_often_than_the_published_methods()
    {
        var folder = Environment.GetEnvironmentVariable("FLEETWATCH_RISKLOC");
        Skip.If(string.IsNullOrEmpty(folder), "Set FLEETWATCH_RISKLOC to the folder data/RS of a copy of the public repository shaido987/riskloc (MIT).");
        var all = LabelledExcess.ReadAll(folder);
        var order = Enumerable.Range(0, all.Count).ToArray();
        new Random(Seed).Shuffle(order);
        var tuned = order.Take(all.Count / 2).Select(at => all[at]).ToList();
        var held = order.Skip(all.Count / 2).Select(at => all[at]).ToList();
        var settings = new ScanSettings();

        output.WriteLine($"half that it was tuned on: {F1.Of(tuned, settings)}");
        output.WriteLine($"other half: {F1.Of(held, settings)}");
        output.WriteLine($"all: {F1.Of(all, settings)}");
        Assert.Equal(135, all.Count);
        Assert.True(F1.Of(all, settings).Value > 0.46, "RobustSpot reaches 0.46");
    }
}
