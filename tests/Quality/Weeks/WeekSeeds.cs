using System.Globalization;

namespace FleetWatch.Quality.Weeks;

/// <summary>Which weeks are run: those of the README, or what FLEETWATCH_WEEKS (101-115) and FLEETWATCH_MIXES (usual,no-counters) ask for.</summary>
internal static class WeekSeeds
{
    private const string OfTheReadme = "401-420";

    public static IReadOnlyList<(WeekMix Mix, long Seed)> Asked()
    {
        var given = Environment.GetEnvironmentVariable("FLEETWATCH_WEEKS");
        var span = (given is { Length: > 0 } ? given : OfTheReadme).Split('-');
        var first = long.Parse(span[0], CultureInfo.InvariantCulture);
        var count = (int)(long.Parse(span[^1], CultureInfo.InvariantCulture) - first + 1);
        var mixes = Environment.GetEnvironmentVariable("FLEETWATCH_MIXES") is { Length: > 0 } names ? names.Split(',') : null;
        return [.. WeekMix.All.Where(mix => mixes is null || mixes.Contains(mix.Name))
            .SelectMany(mix => Enumerable.Range(0, mixes is null ? (int)Math.Ceiling(count * mix.Share) : count).Select(at => (mix, first + at)))];
    }
}
