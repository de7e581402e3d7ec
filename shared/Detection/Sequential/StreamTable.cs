using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Sequential;

/// <summary>
/// Mixture Shiryaev-Roberts statistics, one per place and signature that ever showed a symptom:
/// R &lt;- (R (1 - s)^n + weeks) (1 - s + s q/p), averaged over three strengths. Under the everyday E(R) grows by the weeks that pass, so
/// that a threshold of c weeks is crossed falsely once in c weeks at most.
/// </summary>
internal sealed class StreamTable
{
    private readonly Dictionary<long, SequentialStream> _streams = [];

    /// <returns>Natural logarithm of the statistic after this failure.</returns>
    public double Update(int group, int signature, int issuer, double odds, (double All, double Share) attempts, double weeks)
    {
        ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, Key(group, signature, issuer), out var exists);
        if (!exists)
            stream = new SequentialStream { Attempts = attempts.All, Weeks = Math.Max(0, weeks - 0.15) };
        stream.Update(odds, attempts.All, attempts.Share, weeks);
        return stream.Log;
    }

    /// <summary>A finding explains what was seen there: the stream begins anew.</summary>
    public void Reset(int group, int signature, int issuer) => _streams.Remove(Key(group, signature, issuer));

    public void Write(BinaryWriter target)
    {
        target.Write(_streams.Count);
        foreach (var (key, stream) in _streams.OrderBy(stream => stream.Key))
        {
            target.Write(key);
            stream.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            _streams[source.ReadInt64()] = SequentialStream.Read(source);
    }

    public static long Key(int group, int signature, int issuer) => ((long)group << 32) | ((long)(issuer + 1) << 8) | (long)signature;
}
