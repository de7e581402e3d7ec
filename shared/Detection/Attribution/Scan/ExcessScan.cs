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
        IReadOnlyList<Culprit> best = [];
        var most = double.NegativeInfinity;
        foreach (var first in ranked.Take(settings.Beginnings))
        {
            var (culprits, score) = Extend(first, ranked, leaves, settings);
            if (score > most)
                (best, most) = (culprits, score);
        }
        return best;
    }

    /// <summary>All combinations with an excess, best first.</summary>
    public static IReadOnlyList<Culprit> Rank(IReadOnlyList<Leaf> leaves, ScanSettings settings)
    {
        var all = Of(leaves, Enumerable.Range(0, leaves.Count));
        var tallies = Tallies(leaves, settings.MostDimensions).Where(one => one.Tally.Failures > one.Tally.Expected).ToList();
        var whole = Whole(all, tallies.Select(one => one.Tally));
        return [.. tallies.Select(one => new Culprit(one.Values, Score(one.Tally.LogRatio, all.Without(one.Tally), whole, Named(one.Values), 0, settings),
                one.Tally.Failures, one.Tally.Expected, one.Tally.LogRatio, one.Tally.Members))
            .OrderByDescending(culprit => culprit.Score).ThenBy(culprit => string.Join('&', culprit.Values), StringComparer.Ordinal)];
    }

    // Other values of the same dimensions, the one that explains most of what is left first, as long as the score rises.
    private static (IReadOnlyList<Culprit> Culprits, double Score) Extend(Culprit first, IReadOnlyList<Culprit> ranked, IReadOnlyList<Leaf> leaves, ScanSettings settings)
    {
        var all = Of(leaves, Enumerable.Range(0, leaves.Count));
        var whole = Math.Max(all.LogRatio, ranked.Max(one => one.LogRatio));
        var (culprits, score) = (new List<Culprit> { first }, first.Score);
        var (explained, left) = (first.LogRatio, all.Without(Of(leaves, first.Members)));
        foreach (var next in ranked.Where(one => one != first && SameDimensions(one, first)).OrderByDescending(one => one.LogRatio))
        {
            var without = left.Without(Of(leaves, next.Members));
            var wider = Score(explained + next.LogRatio, without, whole, Named(first.Values), culprits.Count, settings);
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
    private static double Whole(Tally all, IEnumerable<Tally> parts) => Math.Max(all.LogRatio, parts.Select(part => part.LogRatio).DefaultIfEmpty(1).Max());

    private static bool SameDimensions(Culprit one, Culprit other) => one.Values.Zip(other.Values).All(pair => pair.First is null == pair.Second is null);

    private static int Named(string?[] values) => values.Count(value => value is not null);

    private static Tally Of(IReadOnlyList<Leaf> leaves, IEnumerable<int> members)
    {
        var tally = new Tally();
        foreach (var member in members)
            tally.Add(leaves[member]);
        return tally;
    }

    private static IEnumerable<(Tally Tally, string?[] Values)> Tallies(IReadOnlyList<Leaf> leaves, int most)
    {
        var dimensions = leaves.Count == 0 ? 0 : leaves[0].Values.Length;
        for (var mask = 1; mask < 1 << dimensions; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) > most)
                continue;
            var tallies = new Dictionary<string, Tally>();
            for (var at = 0; at < leaves.Count; at++)
            {
                var key = string.Join('\u001f', leaves[at].Values.Where((_, dimension) => (mask >> dimension & 1) == 1));
                if (!tallies.TryGetValue(key, out var tally))
                    tallies[key] = tally = new Tally();
                tally.Add(leaves[at], at);
            }
            foreach (var tally in tallies.Values)
                yield return (tally, [.. leaves[tally.Members[0]].Values.Select((value, dimension) => (mask >> dimension & 1) == 1 ? value : null)]);
        }
    }
}
