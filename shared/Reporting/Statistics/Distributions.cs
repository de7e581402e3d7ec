namespace FleetWatch.Reporting.Statistics;

/// <summary>Quantiles and probabilities that the report's judgements need.</summary>
internal static class Distributions
{
    /// <summary>
    /// Probability that a Student t variable lies within ±<paramref name="t"/>, 0 to 1. Source: Abramowitz and Stegun, Handbook of Mathematical
    /// Functions (1964), 26.7.3 and 26.7.4, the finite series for a whole number of degrees of freedom; beyond 200 the normal distribution, 26.2.17.
    /// </summary>
    public static double StudentWithin(double t, int degrees)
    {
        t = Math.Abs(t);
        if (degrees > 200)
            return 1 - (2 * NormalAbove(t));
        var theta = Math.Atan(t / Math.Sqrt(degrees));
        var (sine, cosine) = (Math.Sin(theta), Math.Cos(theta));
        if (degrees % 2 == 0)
            return sine * Series(1, 1, degrees - 2, cosine);
        return degrees == 1 ? 2 * theta / Math.PI : 2 / Math.PI * (theta + (sine * Series(cosine, 2, degrees - 2, cosine)));
    }

    /// <summary>The t beyond whose ± <paramref name="outside"/> of the distribution lies, by bisection.</summary>
    public static double StudentQuantile(double outside, int degrees)
    {
        var (low, high) = (0.0, 1000.0);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            if (1 - StudentWithin(middle, degrees) > outside)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>The z above which <paramref name="above"/> of the normal distribution lies, by bisection; at most one half.</summary>
    public static double NormalQuantile(double above)
    {
        var (low, high) = (0.0, 40.0);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            if (NormalAbove(middle) > above)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>Probability above z ≥ 0; error below 7.5e-8 (Abramowitz and Stegun 26.2.17).</summary>
    public static double NormalAbove(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return density * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
    }

    /// <summary>
    /// A quantile of the gamma distribution of the given shape and rate 1, at the normal deviate <paramref name="z"/>: the cube-root
    /// approximation of E. B. Wilson and M. M. Hilferty, The Distribution of Chi-square, PNAS 17 (1931) 684. Never negative.
    /// </summary>
    public static double GammaQuantile(double shape, double z)
    {
        var root = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        return root <= 0 ? 0 : shape * root * root * root;
    }

    private static double Series(double first, int from, int to, double cosine)
    {
        var (term, sum) = (first, first);
        for (var at = from; at < to; at += 2)
        {
            term *= cosine * cosine * at / (at + 1);
            sum += term;
        }
        return sum;
    }
}
