using System.Globalization;
using FleetWatch.Quality.Oracle;
using FleetWatch.Quality.Weeks;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>The table: ours beside each yardstick, summed over weeks, and the delays beside the oracle's.</summary>
internal static class YardstickReport
{
    public static IEnumerable<string> Of(string title, IReadOnlyList<(string Name, Score Score)> scores, OracleDelays delays)
    {
        yield return $"### {title}";
        yield return "";
        yield return "| | right cause and scope | scope found | precision | pages per incident | false per 1,000 terminal weeks | median delay |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (var group in scores.GroupBy(one => one.Name))
        {
            var all = Score.Sum(group.Select(one => one.Score));
            yield return string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {Interval.Share(all.Right, all.Seen)} | {Interval.Share(all.Found, all.Seen)} | {Interval.Share(all.Matched, all.Pages)} | {all.PagesPerIncident:0.00} | {Interval.Rate(all.False, all.ThousandTerminalWeeks)} | {all.MedianMinutes:0} min, {all.MedianEvents:0.#} events |");
        }
        yield return "";
        foreach (var line in Delays(delays))
            yield return line;
    }

    private static IEnumerable<string> Delays(OracleDelays delays)
    {
        if (delays.Pairs.Count == 0)
            yield break;
        yield return $"Oracle: found {delays.FoundByOracle} of the {delays.Seen} incidents that failures tell of, we {delays.FoundByBoth} of those that it found. {Compared([.. delays.Pairs.Select(pair => (pair.Ours, pair.Oracle))])}.";
        yield return "";
        var ruled = delays.Pairs.Where(pair => pair.ByTheRules is not null).Select(pair => (pair.Ours, Oracle: pair.ByTheRules!.Value)).ToList(); // The others are left out.
        yield return $"The oracle that keeps to the rules of a page ({ruled.Count} of these). {Compared(ruled)}.";
        yield return "";
        yield return "| cause | incidents | our median delay, events | the oracle's | by the rules |";
        yield return "|---|---|---|---|---|";
        foreach (var cause in delays.Pairs.GroupBy(pair => pair.Cause).OrderByDescending(cause => cause.Count()).ThenBy(cause => cause.Key, StringComparer.Ordinal))
            yield return string.Create(CultureInfo.InvariantCulture, $"| {cause.Key} | {cause.Count()} | {Median(cause.Select(pair => (double)pair.Ours)):0.#} | {Median(cause.Select(pair => (double)pair.Oracle)):0.#} | {Median(cause.Select(pair => pair.ByTheRules).OfType<int>().Select(events => (double)events).DefaultIfEmpty(double.NaN)):0.#} |");
        yield return "";
    }

    private static string Compared(IReadOnlyList<(int Ours, int Oracle)> pairs)
    {
        var (ours, oracle) = (Median(pairs.Select(pair => (double)pair.Ours)), Median(pairs.Select(pair => (double)pair.Oracle)));
        var ratios = pairs.Select(pair => pair.Ours / (double)Math.Max(1, pair.Oracle)).ToList();
        var (low, high) = Bootstrapped(pairs);
        return string.Create(CultureInfo.InvariantCulture, $"Median delay ours {ours:0.#}, oracle's {oracle:0.#} affected events: ratio of medians {ours / Math.Max(1, oracle):0.00} ({low:0.00} to {high:0.00}), ratio of means {pairs.Average(pair => pair.Ours) / pairs.Average(pair => Math.Max(1, pair.Oracle)):0.00}, median of ratios {Median(ratios):0.00}");
    }

    private static (double Low, double High) Bootstrapped(IReadOnlyList<(int Ours, int Oracle)> pairs)
    {
        const int Draws = 1000;
        var random = new Random(1);
        var ratios = Enumerable.Range(0, Draws).Select(_ =>
        {
            var drawn = Enumerable.Range(0, pairs.Count).Select(_ => pairs[random.Next(pairs.Count)]).ToList();
            return Median(drawn.Select(pair => (double)pair.Ours)) / Math.Max(1, Median(drawn.Select(pair => (double)pair.Oracle)));
        }).Order().ToList();
        return (ratios[Draws / 40], ratios[Draws - (Draws / 40) - 1]);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
