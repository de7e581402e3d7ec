namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>Attempts, failures and expected failures of some leaves.</summary>
internal sealed class Tally
{
    private double _attempts;

    public double Failures { get; private set; }
    public double Expected { get; private set; }
    public List<int> Members { get; } = [];

    /// <summary>Binomial log likelihood ratio of what failed against what was expected, in nats; 0 where no more failed.</summary>
    public double LogRatio
    {
        get
        {
            if (Failures <= Expected || Expected <= 0 || _attempts <= 0)
                return 0;
            var healthy = _attempts - Failures;
            return (Failures * Math.Log(Failures / Expected)) + (healthy <= 0 ? 0 : healthy * Math.Log(healthy / (_attempts - Expected)));
        }
    }

    public void Add(in Leaf leaf)
    {
        _attempts += leaf.Attempts;
        Failures += leaf.Failures;
        Expected += leaf.Expected;
    }

    public void Add(in Leaf leaf, int number)
    {
        Add(leaf);
        Members.Add(number);
    }

    public Tally Without(Tally part) => new() { _attempts = _attempts - part._attempts, Failures = Failures - part.Failures, Expected = Expected - part.Expected };
}
