namespace FleetWatch.Detection;

/// <summary>
/// From a fingerprint to a number, by open addressing: 32 bits of the fingerprint are kept beside the number, and whoever asks compares
/// the rest with what it knows of that number.
/// </summary>
internal sealed class SlotTable
{
    private (uint Tag, int NumberPlusOne)[] _slots = new (uint, int)[64];
    private int _count;

    /// <summary>The next number whose fingerprint may be this one, -1 when there is no more. Begin with a cursor of -1.</summary>
    public int Next(ulong fingerprint, ref int cursor)
    {
        var tag = (uint)(fingerprint >> 32);
        var mask = _slots.Length - 1;
        for (cursor = cursor < 0 ? (int)(tag & mask) : (cursor + 1) & mask; ; cursor = (cursor + 1) & mask)
        {
            var (other, number) = _slots[cursor];
            if (number == 0)
                return -1;
            if (other == tag)
                return number - 1;
        }
    }

    public void Needed(ulong fingerprint) => Soon.Needed(_slots, (int)((uint)(fingerprint >> 32) & (_slots.Length - 1)));

    public void Add(ulong fingerprint, int number)
    {
        if ((_count + 1) * 4L > _slots.Length * 3L)
            Grow();
        Put((uint)(fingerprint >> 32), number + 1);
        _count++;
    }

    private void Put(uint tag, int number)
    {
        var at = (int)(tag & (_slots.Length - 1));
        while (_slots[at].NumberPlusOne != 0)
            at = (at + 1) & (_slots.Length - 1);
        _slots[at] = (tag, number);
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (uint, int)[old.Length * 2];
        LargePages.Wanted(_slots);
        foreach (var (tag, number) in old)
        {
            if (number != 0)
                Put(tag, number);
        }
    }
}
