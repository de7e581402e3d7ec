using System.Globalization;

namespace FleetWatch.Quality.Weeks;

/// <summary>Which weeks are run: those of the README, or what FLEETWATCH_WEEKS (101-115) and FLEETWATCH_MIXES (usual,no-counters) ask for.</summary>
internal static class WeekSeeds
{
    private const string OfTheReadme = "401-420";

    public static IReadOnlyList<(WeekMix Mix, long Seed)> Asked()
    {
        var seeds = Asked("FLEETWATCH_WEEKS", OfTheReadme);
        var mixes = Environment.GetEnvironmentVariable("FLEETWATCH_MIXES") is { Length: > 0 } names ? names.Split(',') : null;
        return [.. WeekMix.All.Where(mix => mixes is null || mixes.Contains(mix.Name))
            .SelectMany(mix => seeds.Take(mixes is null ? (int)Math.Ceiling(seeds.Count * mix.Share) : seeds.Count).Select(seed => (mix, seed)))];
    }

    /// <summary>The seeds that a variable of the environment names, or those without it.</summary>
    public static IReadOnlyList<long> Asked(string variable, string otherwise) =>
        Span(Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? given : otherwise);

    // "101-115" is fifteen seeds, "101" one.
    private static IReadOnlyList<long> Span(string text)
    {
        var span = text.Split('-');
        var first = long.Parse(span[0], CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, (int)(long.Parse(span[^1], CultureInfo.InvariantCulture) - first + 1)).Select(at => first + at)];
    }
}
