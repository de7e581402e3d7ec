using System.Globalization;
using FleetWatch.Quality.Weeks;

namespace FleetWatch.Quality.Refusals;

/// <summary>How often the true cause comes first, by cause, and whether "80 % sure" is right in 80 of 100.</summary>
internal static class RefusalReport
{
    private static readonly double[] Bounds = [0, 0.4, 0.55, 0.7, 0.85, 0.95, 1.01];

    public static IEnumerable<string> Of(IReadOnlyList<AnsweredRefusal> answers)
    {
        yield return "| true cause | asked | first | among three | the code allows it | said instead |";
        yield return "|---|---|---|---|---|---|";
        foreach (var cause in answers.GroupBy(one => one.Asked.Cause).OrderBy(one => one.Key, StringComparer.Ordinal))
            yield return Line(cause.Key, [.. cause]);
        yield return Line("all", answers);
        yield return "";
        yield return "| said of the first cause | asked | said on average | right |";
        yield return "|---|---|---|---|";
        for (var at = 1; at < Bounds.Length; at++)
        {
            var (from, until) = (Bounds[at - 1], Bounds[at]);
            var inside = answers.Where(one => one.Sure >= from && one.Sure < until).ToList();
            if (inside.Count > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"| {from:0.00} to {Math.Min(1, until):0.00} | {inside.Count} | {inside.Average(one => one.Sure):0.000} | {Interval.Share(inside.Count(one => one.Rank == 1), inside.Count)} |");
        }
        yield return string.Create(CultureInfo.InvariantCulture,
            $"all: said {answers.Average(one => one.Sure):0.000}, right {answers.Average(one => one.Rank == 1 ? 1.0 : 0):0.000}; log loss {LogLoss(answers):0.000} nats");
    }

    /// <summary>Mean of -ln of what was said of the truth, which is taken to be at least one in a thousand: shares are told to three digits.</summary>
    public static double LogLoss(IReadOnlyList<AnsweredRefusal> answers) => answers.Average(one => -Math.Log(Math.Max(0.001, one.Truth)));

    private static string Line(string name, IReadOnlyList<AnsweredRefusal> of)
    {
        var instead = of.Where(one => one.Rank > 1).CountBy(one => one.Ranked[0].Cause).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(3);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {of.Count} | {Interval.Share(of.Count(one => one.Rank == 1), of.Count)} | {of.Count(one => one.Rank <= 3)} | {of.Count(one => one.Ranked.Any(cause => cause.Cause == one.Asked.Cause))} | {string.Join(", ", instead.Select(one => $"{one.Key} {one.Value}"))} |");
    }
}
