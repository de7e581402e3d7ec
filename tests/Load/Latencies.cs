using System.Collections.Concurrent;

namespace FleetWatch.Load;

/// <summary>How long acknowledgements took.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> milliseconds = [];

    public void Add(TimeSpan taken) => milliseconds.Add(taken.TotalMilliseconds);

    /// <summary>The value that this share of them did not exceed, in milliseconds.</summary>
    public double Percentile(double share)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
