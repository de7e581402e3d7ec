namespace FleetWatch.Reporting.Statistics;

/// <summary>
/// Ranks by what is more than luck. Failures of a place are Poisson around its expectation times a factor that differs from place to place: a gamma
/// variable of mean 1 whose spread is learned from all places (empirical Bayes by moments; R. J. Marshall, Applied Statistics 40 (1991) 283). A place
/// with few attempts is drawn to 1, one with many speaks for itself.
/// </summary>
internal sealed class Shrinkage
{
    /// <summary>Where places differ by no more than chance, the prior is taken to be worth this many expected failures.</summary>
    private const double Certain = 1e6;
    private readonly double _prior;

    /// <param name="places">Failures and expected failures of every place.</param>
    public Shrinkage(IEnumerable<(double Failures, double Expected)> places)
    {
        var (weight, squares, count) = (0.0, 0.0, 0);
        foreach (var (failures, expected) in places)
        {
            if (expected <= 0)
                continue;
            var off = (failures / expected) - 1;
            squares += expected * off * off;
            weight += expected;
            count++;
        }
        var spread = weight == 0 ? 0 : (squares / weight) - (count / weight);
        _prior = spread <= 0 ? Certain : Math.Min(Certain, 1 / spread);
    }

    /// <summary>The factor by which a place fails more than expected: its best estimate.</summary>
    public double Factor(double failures, double expected) => (_prior + failures) / (_prior + expected);

    /// <summary>The factor that it exceeds with the probability below which lies the normal deviate <paramref name="z"/> ≥ 0.</summary>
    public double AtLeast(double failures, double expected, double z) => Distributions.GammaQuantile(_prior + failures, -z) / (_prior + expected);

    public double AtMost(double failures, double expected, double z) => Distributions.GammaQuantile(_prior + failures, z) / (_prior + expected);
}
