namespace FleetWatch.Detection;

/// <summary>
/// Values by 64-bit keys, whose places can be asked for ahead, in two steps: the slot, which says where the value lies, and the value. Nothing is ever taken
/// out; values lie in chunks in the order in which they came, so that nothing is copied where there come to be more.
/// </summary>
internal sealed class Keyed<T> where T : struct
{
    private const int Chunk = 1 << 12;
    private readonly SlotTable _slots = new();
    private readonly List<(ulong Key, T Value)[]> _chunks = [];

    public int Count { get; private set; }

    /// <summary>The value of a key: the default one where it was not known.</summary>
    public ref T Of(ulong key, out bool known)
    {
        var at = Find(key);
        known = at >= 0;
        return ref known ? ref _chunks[at / Chunk][at % Chunk].Value : ref Add(key);
    }

    /// <summary>The value of a key is the default one again; of one that is not known nothing is kept.</summary>
    public void Reset(ulong key)
    {
        if (Find(key) is >= 0 and var at)
            _chunks[at / Chunk][at % Chunk].Value = default;
    }

    public void SlotNeeded(ulong key) => _slots.Needed(Print(key));

    public void ValueNeeded(ulong key)
    {
        var cursor = -1;
        if (_slots.Next(Print(key), ref cursor) is >= 0 and var at)
            Soon.Needed(_chunks[at / Chunk], at % Chunk);
    }

    /// <summary>Those that fulfil a condition, in the order of their keys.</summary>
    public (ulong Key, T Value)[] Sorted(Func<T, bool> which)
    {
        var all = _chunks.SelectMany(chunk => chunk).Take(Count).Where(one => which(one.Value)).ToArray();
        Array.Sort(all, (one, other) => one.Key.CompareTo(other.Key));
        return all;
    }

    private int Find(ulong key)
    {
        var cursor = -1;
        int at;
        do
            at = _slots.Next(Print(key), ref cursor);
        while (at >= 0 && _chunks[at / Chunk][at % Chunk].Key != key);
        return at;
    }

    private ref T Add(ulong key)
    {
        if (Count == _chunks.Count * Chunk)
            _chunks.Add(new (ulong, T)[Chunk]);
        _slots.Add(Print(key), Count);
        ref var added = ref _chunks[^1][Count++ % Chunk];
        added.Key = key;
        return ref added.Value;
    }

    private static ulong Print(ulong key) => Fingerprint.Of(key, 0);
}
