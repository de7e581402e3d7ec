using System.Globalization;
using System.Text.RegularExpressions;
using FleetWatch.Detection.Attribution.Scan;

namespace FleetWatch.Quality.Localisation;

/// <summary>One labelled incident of RobustSpot's CDN data, as the public repository shaido987/riskloc carries it (data/RS).</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Dimensions">Their names.</param>
/// <param name="ValuesOf">The values of each dimension by number.</param>
/// <param name="Leaves">What was counted.</param>
/// <param name="Labels">The combinations that were to blame.</param>
internal sealed partial record LabelledExcess(string Name, string[] Dimensions, string[][] ValuesOf, IReadOnlyList<Leaf> Leaves, IReadOnlyList<string> Labels)
{
    private const int Periods = 4;
    private const double FleetWorth = 20;

    /// <exception cref="InvalidDataException">A case of the list has no labels, or a row is not of the header's shape.</exception>
    public static IReadOnlyList<LabelledExcess> ReadAll(string folder)
    {
        var entries = Entry().Matches(File.ReadAllText(Path.Combine(folder, "anomaly.yaml")));
        return [.. entries.Select(entry => Read(folder, entry.Groups["name"].Value, long.Parse(entry.Groups["at"].Value, CultureInfo.InvariantCulture), entry.Groups["cause"].Value))];
    }

    /// <summary>Names a combination as the data set's labels do: dimension=value, sorted, joined by an ampersand.</summary>
    public string NameOf(Culprit culprit) => string.Join('&', culprit.Values.Select((value, at) => (Value: value, At: at))
        .Where(pair => pair.Value >= 0).Select(pair => $"{Dimensions[pair.At]}={ValuesOf[pair.At][pair.Value]}").Order(StringComparer.Ordinal));

    private static LabelledExcess Read(string folder, string name, long at, string cause)
    {
        var labels = Combination().Matches(cause).Select(one => string.Join('&', Pair().Matches(one.Value)
            .Select(pair => $"{pair.Groups["dimension"].Value}={pair.Groups["value"].Value}").Order(StringComparer.Ordinal))).Distinct().ToList();
        if (labels.Count == 0)
            throw new InvalidDataException($"{name}: no cause could be read from '{cause}'.");
        var lines = File.ReadAllLines(Path.Combine(folder, name + ".csv"));
        var header = lines[0].Split(',');
        var dimensions = header.Except(["min", "value", "cnt"]).ToArray();
        var rows = lines.Skip(1).Select(line => Row.Of(line.Split(','), header, dimensions, name)).ToList();
        string[][] valuesOf = [.. dimensions.Select((_, number) => rows.Select(row => row.Values[number]).Distinct().Order(StringComparer.Ordinal).ToArray())];
        return new LabelledExcess(name, dimensions, valuesOf, [.. Forecast(rows, valuesOf, at)], labels);
    }

    // As that repository forecasts: the four minutes before. A leaf of few attempts is shrunk to the rate of all.
    private static IEnumerable<Leaf> Forecast(List<Row> rows, string[][] valuesOf, long at)
    {
        var before = rows.Where(row => row.Minute < at && row.Minute >= at - (60 * Periods)).ToList();
        var rate = (before.Sum(row => row.Failures) + 1) / (before.Sum(row => row.Attempts) + 50);
        var known = before.GroupBy(row => row.Key).ToDictionary(leaf => leaf.Key, leaf => (Failures: leaf.Sum(row => row.Failures), Attempts: leaf.Sum(row => row.Attempts)));
        foreach (var leaf in rows.Where(row => row.Minute == at && row.Attempts > 0))
        {
            var (failures, attempts) = known.GetValueOrDefault(leaf.Key);
            var expected = Math.Clamp((failures + (FleetWorth * rate)) / (attempts + FleetWorth), 1e-4, 0.95);
            int[] numbers = [.. leaf.Values.Select((value, number) => Array.BinarySearch(valuesOf[number], value, StringComparer.Ordinal))];
            yield return new Leaf(numbers, leaf.Attempts, Math.Min(leaf.Failures, leaf.Attempts), expected * leaf.Attempts);
        }
    }

    [GeneratedRegex(@"- data:\s*(?<name>.+?)\s*\n\s*timestamp:\s*(?<at>\d+)\s*\n\s*cause:(?<cause>(?:(?!- data:).)*)", RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Combination();

    [GeneratedRegex(@"'?(?<dimension>\w+)'?\s*:\s*'?(?<value>[^,'}\s]+)'?")]
    private static partial Regex Pair();
}
