namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>Attempts, failures and expected failures of some leaves.</summary>
internal readonly record struct Tally(double Attempts, double Failures, double Expected)
{
    /// <summary>Binomial log likelihood ratio of what failed against what was expected, in nats; 0 where no more failed.</summary>
    public double LogRatio
    {
        get
        {
            if (Failures <= Expected || Expected <= 0 || Attempts <= 0)
                return 0;
            var healthy = Attempts - Failures;
            return (Failures * Math.Log(Failures / Expected)) + (healthy <= 0 ? 0 : healthy * Math.Log(healthy / (Attempts - Expected)));
        }
    }

    public static Tally Of(IReadOnlyList<Leaf> leaves)
    {
        var tally = new Tally();
        foreach (var leaf in leaves)
            tally = tally.With(leaf);
        return tally;
    }

    public Tally With(in Leaf leaf) => new(Attempts + leaf.Attempts, Failures + leaf.Failures, Expected + leaf.Expected);

    public Tally Without(in Tally part) => new(Attempts - part.Attempts, Failures - part.Failures, Expected - part.Expected);
}
