namespace FleetWatch.Detection.Sequential;

/// <summary>
/// Mixture Shiryaev-Roberts statistics, one per place and signature that ever showed a symptom:
/// R &lt;- (R (1 - s)^n + weeks) (1 - s + s q/p), averaged over three strengths. Under the everyday E(R) grows by the weeks that pass, so
/// that a threshold of c weeks is crossed falsely once in c weeks at most.
/// </summary>
internal sealed class StreamTable
{
    private readonly Keyed<SequentialStream> _streams = new();

    /// <summary>All of these will be asked for at once: a failure moves a dozen, and would wait for one after the other.</summary>
    public void Needed(ReadOnlySpan<Suspect> suspects)
    {
        foreach (ref readonly var one in suspects)
            _streams.SlotNeeded((ulong)one.Key);
        foreach (ref readonly var one in suspects)
            _streams.ValueNeeded((ulong)one.Key);
    }

    /// <returns>Natural logarithm of the statistic after this failure.</returns>
    public double Update(long key, double odds, (double All, double Share) attempts, double weeks)
    {
        ref var stream = ref _streams.Of((ulong)key, out _);
        if (!stream.HasBegun)
            stream = new SequentialStream { Attempts = attempts.All, Weeks = Math.Max(0, weeks - 0.15) };
        stream.Update(odds, attempts.All, attempts.Share, weeks);
        return stream.Log;
    }

    /// <summary>The same as of the last failure.</summary>
    public double Log(long key) => _streams.Of((ulong)key, out _).Log;

    /// <summary>A finding explains what was seen there: the stream begins anew.</summary>
    public void Reset(long key) => _streams.Reset((ulong)key);

    public void Write(BinaryWriter target)
    {
        var begun = _streams.Sorted(stream => stream.HasBegun);
        target.Write(begun.Length);
        foreach (var (key, stream) in begun)
        {
            target.Write(key);
            stream.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var left = source.ReadInt32(); left > 0; left--)
            _streams.Of(source.ReadUInt64(), out _) = SequentialStream.Read(source);
    }

    public static long Key(int group, int signature, int issuer) => ((long)group << 32) | ((long)(issuer + 1) << 8) | (long)signature;
}
