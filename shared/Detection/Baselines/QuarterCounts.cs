using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// One quarter hour of all terminals: attempts in four bits and heartbeats in four, each at most 255; where either does not fit,
/// <see cref="Large"/> stands there and both are kept beside. And of the wide groups, in full.
/// </summary>
internal sealed class QuarterCounts
{
    private const byte Large = 0xFF;
    private readonly Dictionary<int, (byte Attempts, byte Beats)> _large = [];
    private byte[] _all = [];
    private (int Attempts, int Beats)[] _wide = [];

    public (int Attempts, int Beats) Of(int terminal)
    {
        if (terminal >= _all.Length)
            return (0, 0);
        var both = _all[terminal];
        return both == Large ? _large[terminal] : (both & 15, both >> 4);
    }

    public (int Attempts, int Beats) OfWide(int group) => group < _wide.Length ? _wide[group] : (0, 0);

    /// <param name="terminal">Whose.</param>
    /// <param name="wide">The wide groups that hold it.</param>
    /// <param name="attempts">How many more.</param>
    /// <param name="beats">How many more heartbeats.</param>
    public void Add(int terminal, ReadOnlySpan<int> wide, int attempts, int beats)
    {
        Growing.ToHold(ref _all, terminal + 1);
        var (tried, beaten) = Of(terminal);
        (tried, beaten) = (Sum(tried, attempts), Sum(beaten, beats));
        var fits = tried < 16 && beaten < 16 && tried + beaten < 30;
        _all[terminal] = fits ? (byte)(tried | (beaten << 4)) : Large;
        if (!fits)
            _large[terminal] = ((byte)tried, (byte)beaten);
        Add(wide, attempts, beats);
    }

    /// <summary>What a terminal did is no more some wide groups', and others' instead.</summary>
    public void Move(int terminal, ReadOnlySpan<int> left, ReadOnlySpan<int> joined)
    {
        var (attempts, beats) = Of(terminal);
        if (attempts + beats == 0)
            return;
        Add(left, -attempts, -beats);
        Add(joined, attempts, beats);
    }

    public void Needed(int terminal) => Soon.Needed(_all, terminal);

    public void Clear()
    {
        Array.Clear(_all);
        Array.Clear(_wide);
        _large.Clear();
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_all.Length);
        target.Write(_all);
        target.Write(_large.Count);
        foreach (var (terminal, (attempts, beats)) in _large.OrderBy(large => large.Key))
        {
            target.Write(terminal);
            target.Write(attempts);
            target.Write(beats);
        }
        target.Write(_wide.Length);
        target.Write(MemoryMarshal.AsBytes(_wide.AsSpan()));
    }

    public void Read(BinaryReader source)
    {
        _all = source.ReadBytes(source.ReadInt32());
        for (var left = source.ReadInt32(); left > 0; left--)
            _large[source.ReadInt32()] = (source.ReadByte(), source.ReadByte());
        _wide = new (int, int)[source.ReadInt32()];
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_wide.AsSpan()));
    }

    private void Add(ReadOnlySpan<int> wide, int attempts, int beats)
    {
        foreach (var group in wide)
        {
            Growing.ToHold(ref _wide, group + 1);
            ref var one = ref _wide[group];
            one.Attempts += attempts;
            one.Beats += beats;
        }
    }

    private static int Sum(int one, int more) => (byte)Math.Clamp(one + more, 0, byte.MaxValue);
}
