using System.Numerics;

namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>
/// Which combination of values explains an excess of failures: for each one up to a number of dimensions the binomial log likelihood ratio
/// L(o, n, e) = o ln(o/e) + (n - o) ln((n - o)/(n - e)) of what failed in it, and of what failed outside it, which ought to be healthy
/// (Kulldorff 1997, one-sided, penalised instead of simulated). What one explains is taken away; where an excess is left, another value of the
/// same dimensions may explain it, at a price.
/// </summary>
internal static class ExcessScan
{
    /// <summary>The culprits, the first the one that explains most; none where nothing exceeds what was expected.</summary>
    public static IReadOnlyList<Culprit> Explain(IReadOnlyList<Leaf> leaves, ScanSettings settings)
    {
        var ranked = Rank(leaves, settings);
        var all = Tally.Of(leaves);
        var whole = Whole(all, ranked.Select(one => one.LogRatio));
        var strongest = ranked.OrderByDescending(one => one.LogRatio).ToList();
        IReadOnlyList<Culprit> best = [];
        var most = double.NegativeInfinity;
        foreach (var first in ranked.Take(settings.Beginnings))
        {
            var (culprits, score) = Extend(first, strongest, all, whole, settings);
            if (score > most)
                (best, most) = (culprits, score);
        }
        return best;
    }

    /// <summary>All combinations with an excess, best first.</summary>
    public static IReadOnlyList<Culprit> Rank(IReadOnlyList<Leaf> leaves, ScanSettings settings)
    {
        var all = Tally.Of(leaves);
        var ill = Parts(leaves, settings.MostDimensions).Where(part => part.Sum.Failures > part.Sum.Expected)
            .Select(part => part with { LogRatio = part.Sum.LogRatio }).ToList();
        var whole = Whole(all, ill.Select(part => part.LogRatio));
        var ranked = ill.ConvertAll(part => new Culprit(Named(leaves[part.Leaf].Values, part.Mask),
            Score(part.LogRatio, all.Without(part.Sum), whole, BitOperations.PopCount((uint)part.Mask), 0, settings), part.Sum, part.LogRatio));
        ranked.Sort((one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : one.Values.AsSpan().SequenceCompareTo(other.Values));
        return ranked;
    }

    // Other values of the same dimensions, the one that explains most of what is left first, as long as the score rises.
    private static (IReadOnlyList<Culprit> Culprits, double Score) Extend(Culprit first, List<Culprit> strongest, Tally all, double whole, ScanSettings settings)
    {
        var (culprits, score) = (new List<Culprit> { first }, first.Score);
        var dimensions = first.Values.Count(value => value >= 0);
        var (explained, left) = (first.LogRatio, all.Without(first.Inside));
        foreach (var next in strongest.Where(one => one != first && SameDimensions(one, first)))
        {
            var without = left.Without(next.Inside);
            var wider = Score(explained + next.LogRatio, without, whole, dimensions, culprits.Count, settings);
            if (wider <= score || culprits.Count == settings.MostCulprits)
                break;
            culprits.Add(next);
            (explained, left, score) = (explained + next.LogRatio, without, wider);
        }
        return (culprits, score);
    }

    private static double Score(double explained, Tally outside, double whole, int dimensions, int further, ScanSettings settings) =>
        ((explained - (settings.ComplementWeight * outside.LogRatio)) / whole) - (settings.CostPerDimension * dimensions) - (settings.CostPerFurther * further);

    // A whole that is well has none, though a part of it may be ill.
    private static double Whole(Tally all, IEnumerable<double> parts) => Math.Max(all.LogRatio, parts.DefaultIfEmpty(1).Max());

    private static bool SameDimensions(Culprit one, Culprit other)
    {
        for (var dimension = 0; dimension < one.Values.Length; dimension++)
        {
            if (one.Values[dimension] < 0 != other.Values[dimension] < 0)
                return false;
        }
        return true;
    }

    private static int[] Named(int[] values, int mask) => [.. values.Select((value, dimension) => (mask >> dimension & 1) == 1 ? value : -1)];

    private static IEnumerable<Part> Parts(IReadOnlyList<Leaf> leaves, int most)
    {
        var dimensions = leaves.Count == 0 ? 0 : leaves[0].Values.Length;
        var sizes = Enumerable.Range(0, dimensions).Select(dimension => leaves.Max(leaf => leaf.Values[dimension]) + 1L).ToArray();
        return Enumerable.Range(1, (1 << dimensions) - 1).Where(mask => BitOperations.PopCount((uint)mask) <= most)
            .SelectMany(mask => Parts(leaves, mask, sizes));
    }

    private static Dictionary<long, Part>.ValueCollection Parts(IReadOnlyList<Leaf> leaves, int mask, long[] sizes)
    {
        var parts = new Dictionary<long, Part>();
        for (var at = 0; at < leaves.Count; at++)
        {
            if (Key(leaves[at].Values, mask, sizes) is not (>= 0 and var key))
                continue;
            if (!parts.TryGetValue(key, out var part))
                parts[key] = part = new Part(mask, at);
            part.Sum = part.Sum.With(leaves[at]);
        }
        return parts.Values;
    }

    /// <returns>-1 where one of the values could not be named.</returns>
    private static long Key(int[] values, int mask, long[] sizes)
    {
        var key = 0L;
        for (var dimension = 0; dimension < values.Length; dimension++)
        {
            if ((mask >> dimension & 1) == 0)
                continue;
            if (values[dimension] < 0)
                return -1;
            key = checked((key * sizes[dimension]) + values[dimension]);
        }
        return key;
    }

    /// <summary>What one combination of values holds: the dimensions that it names, one bit each, and one of its leaves.</summary>
    private sealed record Part(int Mask, int Leaf)
    {
        public Tally Sum { get; set; }
        public double LogRatio { get; init; }
    }
}
