using System.Globalization;
using FleetWatch.Detection.Attribution.Scan;

namespace FleetWatch.Quality.Localisation;

/// <summary>
/// As shaido987/riskloc scores: over all incidents, a label that was named exactly is a hit, any other named combination is false, a label
/// not named is missed; F1 = 2 hits / (2 hits + false + missed). Beside it: how often a label was among the five best ranked.
/// </summary>
internal sealed record F1(int Cases, int Hits, int False, int Missed, int InFive)
{
    public double Value => 2.0 * Hits / Math.Max(1, (2 * Hits) + False + Missed);

    public static F1 Of(IReadOnlyList<LabelledExcess> cases, ScanSettings settings)
    {
        var sum = new F1(cases.Count, 0, 0, 0, 0);
        foreach (var one in cases)
        {
            var named = ExcessScan.Explain(one.Leaves, settings).Select(one.NameOf).Distinct().ToList();
            var hits = one.Labels.Count(named.Contains);
            var five = ExcessScan.Rank(one.Leaves, settings).Take(5).Select(one.NameOf);
            sum = sum with
            {
                Hits = sum.Hits + hits,
                False = sum.False + named.Count - hits,
                Missed = sum.Missed + one.Labels.Count - hits,
                InFive = sum.InFive + (five.Any(one.Labels.Contains) ? 1 : 0),
            };
        }
        return sum;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"F1 {Value:0.000} ({Hits} hits, {False} false, {Missed} missed), a label among the first five in {InFive}/{Cases} = {InFive / (double)Math.Max(1, Cases):0.000}");
}
