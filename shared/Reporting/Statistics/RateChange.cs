namespace FleetWatch.Reporting.Statistics;

/// <summary>What became of a rate from one week to the next.</summary>
public enum ChangeVerdict
{
    /// <summary>One of the weeks has too little to compare.</summary>
    Unknown,

    /// <summary>What is seen is within what chance does.</summary>
    WithinNoise,
    Rose,
    Fell,
}

/// <summary>Failures of attempts in one group, in both weeks.</summary>
/// <param name="Before">Failures in the week before.</param>
/// <param name="OutOfBefore">Attempts in the week before.</param>
/// <param name="Now">Failures in the week.</param>
/// <param name="OutOfNow">Attempts in the week.</param>
public sealed record RatePair(double Before, double OutOfBefore, double Now, double OutOfNow);

/// <summary>
/// The difference of two weeks' rates with its uncertainty. Failures come in bursts, sites and days differ, and the same sites are in both weeks; so
/// the variance is not the binomial one but that of the ratio estimator over groups that may fail together, by linearisation (W. G. Cochran,
/// Sampling Techniques, 3rd ed. 1977, 6.4 and 6.11; for clustered binary data J. N. K. Rao and A. J. Scott, Biometrics 48 (1992) 577). It is
/// estimated twice, over sites and over days of the week, and the larger one counts: a bad day hits all sites, and a bad site all days.
/// </summary>
public sealed record RateChange
{
    /// <summary>From which on a change is called one.</summary>
    public const double Sure = 0.95;

    /// <summary>The rates, 0 to 1; null where nothing was tried.</summary>
    public double? Before { get; init; }
    public double? Now { get; init; }
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>How sure it is that there is a change, 0 to 1; 0 where nothing can be compared.</summary>
    public double Confidence { get; init; }

    /// <summary>The interval, of 95 % where nothing else is said, of the difference, in parts of 1; null where nothing can be compared.</summary>
    public double? Low { get; init; }
    public double? High { get; init; }

    /// <summary>Nothing can be compared.</summary>
    public static RateChange Unknown { get; } = new() { Verdict = ChangeVerdict.Unknown };

    /// <param name="groupings">The same attempts by site, by day and so on; groups without attempts are left out.</param>
    public static RateChange Of(params IReadOnlyList<RatePair>[] groupings) => Of(Sure, groupings);

    /// <param name="sure">How sure it must be, 0 to 1; the interval is of this probability too.</param>
    /// <param name="groupings">The same attempts by site, by day and so on; groups without attempts are left out.</param>
    public static RateChange Of(double sure, params IReadOnlyList<RatePair>[] groupings)
    {
        var all = groupings[0];
        var (before, outOfBefore) = (all.Sum(one => one.Before), all.Sum(one => one.OutOfBefore));
        var (now, outOfNow) = (all.Sum(one => one.Now), all.Sum(one => one.OutOfNow));
        double? Rate(double failures, double attempts) => attempts > 0 ? failures / attempts : null;
        var nothing = new RateChange { Before = Rate(before, outOfBefore), Now = Rate(now, outOfNow), Verdict = ChangeVerdict.Unknown };
        if (nothing.Before is not { } p || nothing.Now is not { } q)
            return nothing;
        var spreads = groupings.Select(groups => Spread(groups, p, q, outOfBefore, outOfNow)).OfType<(double Error, int Degrees)>().ToList();
        return spreads.Count == 0 ? nothing : Judge(nothing, q - p, spreads, sure);
    }

    private static RateChange Judge(RateChange rates, double difference, List<(double Error, int Degrees)> spreads, double sure)
    {
        var widest = spreads.MaxBy(one => one.Error * Distributions.StudentQuantile(1 - sure, one.Degrees));
        if (widest.Error == 0)
            return difference == 0 ? rates with { Verdict = ChangeVerdict.WithinNoise, Low = 0, High = 0 } : rates;
        var confidence = spreads.Min(one => one.Error == 0 ? 1 : Distributions.StudentWithin(difference / one.Error, one.Degrees));
        var margin = widest.Error * Distributions.StudentQuantile(1 - sure, widest.Degrees);
        return rates with
        {
            Verdict = confidence < sure ? ChangeVerdict.WithinNoise : difference > 0 ? ChangeVerdict.Rose : ChangeVerdict.Fell,
            Confidence = confidence,
            Low = difference - margin,
            High = difference + margin,
        };
    }

    private static (double Error, int Degrees)? Spread(IReadOnlyList<RatePair> groups, double p, double q, double outOfBefore, double outOfNow)
    {
        var (count, squares) = (0, 0.0);
        foreach (var one in groups)
        {
            if (one.OutOfBefore + one.OutOfNow <= 0)
                continue;
            var part = ((one.Now - (q * one.OutOfNow)) / outOfNow) - ((one.Before - (p * one.OutOfBefore)) / outOfBefore);
            squares += part * part;
            count++;
        }
        return count < 2 ? null : (Math.Sqrt(squares * count / (count - 1)), count - 1);
    }
}
