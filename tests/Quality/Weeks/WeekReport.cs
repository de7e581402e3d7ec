using System.Globalization;

namespace FleetWatch.Quality.Weeks;

/// <summary>The weeks as tables of Markdown: by mix, by cause, and everything that went wrong.</summary>
internal static class WeekReport
{
    public static IEnumerable<string> Of(IReadOnlyList<SimulatedWeek> weeks) =>
        ByMix(weeks).Concat(ByCause(weeks)).Concat(Claims(weeks)).Concat(Endings(weeks)).Concat(Cards(weeks)).Concat(Remarks(weeks));

    private static IEnumerable<string> ByMix(IReadOnlyList<SimulatedWeek> weeks)
    {
        yield return "| weeks | right cause and scope | precision | pages per incident | repeats, parts, false | false per 1,000 terminal weeks | median delay |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (var mix in weeks.GroupBy(week => week.Mix))
            yield return Row($"{mix.Count()} {mix.Key.Name}", Score.Sum(mix.Select(week => week.Verdicts.Score)));
        yield return Row("all with troubles", Score.Sum(weeks.Where(week => !week.Mix.IsQuiet).Select(week => week.Verdicts.Score)));
        yield return "";
    }

    private static string Row(string name, Score all) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Interval.Share(all.Right, all.Seen)} | {Interval.Share(all.Matched, all.Pages)} | {all.PagesPerIncident:0.00} | {all.Repeats}, {all.Parts}, {all.False} | {Interval.Rate(all.False, all.ThousandTerminalWeeks)} | {all.MedianMinutes:0} min, {all.MedianEvents:0.#} events |");

    private static IEnumerable<string> ByCause(IReadOnlyList<SimulatedWeek> weeks)
    {
        yield return "| cause | right | missed | pages in vain |";
        yield return "|---|---|---|---|";
        foreach (var cause in weeks.SelectMany(week => week.Verdicts.ByCause).GroupBy(pair => pair.Key, pair => pair.Value).OrderBy(cause => cause.Key, StringComparer.Ordinal))
        {
            var (seen, right) = (cause.Sum(one => one.Seen), cause.Sum(one => one.Right));
            yield return $"| {cause.Key} | {Interval.Share(right, seen)} | {seen - right} | {cause.Sum(one => one.Vain)} |";
        }
    }

    private static IEnumerable<string> Claims(IReadOnlyList<SimulatedWeek> weeks)
    {
        yield return "";
        yield return "| said to be so sure of the cause, at last | pages | right cause and scope |";
        yield return "|---|---|---|";
        double[] steps = [0, 0.5001, 0.7, 0.9, 0.99, 1.01];
        var claims = weeks.SelectMany(week => week.Verdicts.Claims).ToList();
        foreach (var (from, until) in steps.Zip(steps.Skip(1)))
        {
            var here = claims.Where(claim => claim.Sure >= from && claim.Sure < until).ToList();
            yield return string.Create(CultureInfo.InvariantCulture, $"| {here.Select(claim => claim.Sure).DefaultIfEmpty(from).Min():0.00} to {here.Select(claim => claim.Sure).DefaultIfEmpty(from).Max():0.00} | {here.Count} | {Interval.Share(here.Count(claim => claim.Right), here.Count)} |");
        }
    }

    private static IEnumerable<string> Endings(IReadOnlyList<SimulatedWeek> weeks)
    {
        yield return "";
        yield return "| cause of an incident whose trouble ended a day before the feed or more | incidents | closed before the trouble ended | within 24 h after | later | never |";
        yield return "|---|---|---|---|---|---|";
        var endings = weeks.SelectMany(week => week.Verdicts.Endings).ToList();
        foreach (var cause in endings.GroupBy(one => one.Cause).OrderBy(cause => cause.Key, StringComparer.Ordinal))
            yield return Ended(cause.Key, [.. cause]);
        yield return Ended("all", endings);
        yield return "";
    }

    private static string Ended(string cause, List<Ending> all) =>
        $"| {cause} | {all.Count} | {all.Count(one => one.HoursLate < 0)} | {all.Count(one => one.HoursLate is >= 0 and <= 24)} | {all.Count(one => one.HoursLate > 24)} | {all.Count(one => one.HoursLate is null)} |";

    private static IEnumerable<string> Cards(IReadOnlyList<SimulatedWeek> weeks)
    {
        foreach (var cause in weeks.SelectMany(week => week.Cards.ByCause).GroupBy(pair => pair.Key, pair => pair.Value).OrderBy(cause => cause.Key, StringComparer.Ordinal))
        {
            var (seen, right) = (cause.Sum(one => one.Seen), cause.Sum(one => one.Right));
            yield return $"| {cause.Key}, shown only | {Interval.Share(right, seen)} | {seen - right} | {weeks.Sum(week => week.Cards.Paged)} |";
        }
        yield return $"Cards told of that no trouble was put on: {weeks.Sum(week => week.Cards.Others)}.";
        yield return "";
    }

    private static IEnumerable<string> Remarks(IReadOnlyList<SimulatedWeek> weeks) =>
        weeks.SelectMany(week => week.Verdicts.Remarks.Concat(week.Cards.Remarks).Select(remark => $"{week.Mix.Name} {week.Seed}: {remark}"));
}
