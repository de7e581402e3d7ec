namespace FleetWatch.Reporting.Facts;

/// <summary>
/// Which events were counted, by 64-bit fingerprints of their ids: 8 bytes each at a load of at most three quarters. Among 5 million
/// ids, two are taken for one with a probability below one in a million (birthday bound n²/2⁶⁵).
/// </summary>
internal sealed class SeenIds
{
    private ulong[] _table = new ulong[1 << 10];

    public int Count { get; private set; }

    /// <returns>False: it was there already.</returns>
    public bool Add(ulong id)
    {
        if ((long)Count * 4 >= (long)_table.Length * 3)
            Grow();
        return Put(_table, id);
    }

    /// <summary>FNV-1a over the characters, then the finaliser of SplitMix64; never 0, which marks a free place.</summary>
    public static ulong Fingerprint(string text, long extra = 0)
    {
        var hash = 14695981039346656037UL ^ (ulong)extra;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        hash ^= hash >> 31;
        return hash == 0 ? 1 : hash;
    }

    private bool Put(ulong[] table, ulong id)
    {
        var mask = (ulong)table.Length - 1;
        for (var at = id & mask; ; at = (at + 1) & mask)
        {
            if (table[at] == id)
                return false;
            if (table[at] != 0)
                continue;
            table[at] = id;
            Count++;
            return true;
        }
    }

    private void Grow()
    {
        var wider = new ulong[_table.Length * 2];
        Count = 0;
        foreach (var id in _table)
            if (id != 0)
                Put(wider, id);
        _table = wider;
    }
}
