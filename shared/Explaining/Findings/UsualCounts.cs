namespace FleetWatch.Explaining.Findings;

/// <summary>
/// Where nineteen of twenty counts lie while the expectation is right: a Poisson count is within two standard deviations of it.
/// </summary>
/// <param name="Low">The least of them.</param>
/// <param name="High">The most of them.</param>
public readonly record struct UsualCounts(double Low, double High)
{
    /// <param name="expected">How many are expected, 0 or more.</param>
    public static UsualCounts Of(double expected) =>
        new(Math.Max(0, expected - (2 * Math.Sqrt(expected))), expected + (2 * Math.Sqrt(Math.Max(expected, 0.25))));

    /// <summary>Whether so many are no excess.</summary>
    public bool Holds(int seen) => seen <= High;
}
