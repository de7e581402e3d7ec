namespace FleetWatch.Detection.Baselines;

/// <summary>Counts that are mostly small, a byte each; what does not fit is kept beside.</summary>
internal sealed class ByteCounts
{
    private readonly Dictionary<int, int> _large = [];
    private byte[] _all = [];

    public int this[int at] => _all[at] < byte.MaxValue ? _all[at] : _large[at];

    /// <summary>Adds, between 0 and 65,535.</summary>
    public void Add(int at, int count)
    {
        var sum = Math.Clamp(this[at] + count, 0, ushort.MaxValue);
        if (sum >= byte.MaxValue)
            _large[at] = sum;
        else if (_all[at] == byte.MaxValue)
            _large.Remove(at);
        _all[at] = (byte)Math.Min(byte.MaxValue, sum);
    }

    public void ToHold(int count)
    {
        Array.Resize(ref _all, Math.Max(count, _all.Length));
        LargePages.Wanted(_all);
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_all.Length);
        target.Write(_all);
        target.Write(_large.Count);
        foreach (var (at, count) in _large.OrderBy(large => large.Key))
        {
            target.Write(at);
            target.Write(count);
        }
    }

    public void Read(BinaryReader source)
    {
        _all = source.ReadBytes(source.ReadInt32());
        LargePages.Wanted(_all);
        for (var left = source.ReadInt32(); left > 0; left--)
            _large[source.ReadInt32()] = source.ReadInt32();
    }
}
