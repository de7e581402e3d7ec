namespace FleetWatch.Simulator.Chance;

/// <summary>
/// Randomness that a seed repeats on every machine and runtime (SplitMix64, Steele, Lea and Flood, OOPSLA 2014). Streams for
/// different things are split off by name, so that one more draw here does not change everything there.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>Another stream, the same for the same numbers.</summary>
    public static Dice For(long seed, long what, long which = 0, long when = 0) =>
        new(Mix(Mix(Mix(Mix((ulong)seed + Golden) ^ (ulong)what) ^ (ulong)which) ^ (ulong)when));

    public static ulong Mix(ulong z)
    {
        z += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong Bits()
    {
        var bits = Mix(_state);
        _state += Golden;
        return bits;
    }

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double from, double to) => from + (to - from) * Unit();

    public int Below(int end) => (int)(Unit() * end);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>One of the values, in proportion to its weight.</summary>
    public T Weighted<T>(IReadOnlyList<(T Value, double Weight)> from)
    {
        var at = Unit() * from.Sum(one => one.Weight);
        foreach (var (value, weight) in from)
        {
            if ((at -= weight) < 0)
                return value;
        }
        return from[^1].Value;
    }

    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Median 1.</summary>
    public double LogNormal(double sigma) => Math.Exp(sigma * Normal());

    /// <summary>At least 1; the tail falls with the power <paramref name="alpha"/>.</summary>
    public double Pareto(double alpha) => Math.Pow(1 - Unit(), -1 / alpha);

    /// <summary>Mean 1, variance 1/shape; for shape 1 and more (Marsaglia and Tsang, ACM TOMS 26, 2000).</summary>
    public double Gamma(double shape)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(1 - Unit()) < 0.5 * x * x + d * (1 - v + Math.Log(v)))
                return d * v / shape;
        }
    }

    /// <summary>Knuth's product for small means, the rounded normal for large ones.</summary>
    public int Poisson(double mean)
    {
        if (mean > 60)
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal()));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit())
            count++;
        return count;
    }
}
