namespace FleetWatch.Reporting.Facts;

/// <summary>One failure of the week, 40 bytes. Names are numbers of the <see cref="Names"/> of its facts.</summary>
internal struct FailureRow
{
    public ulong Id;
    public long AmountMinor;
    public int Terminal;

    /// <summary>Of the week, from 0.</summary>
    public int Millisecond;

    /// <summary>Fingerprint of the card's token; 0: not told.</summary>
    public int Card;
    public int Bin;
    public short Code;
    public byte Family;

    /// <summary>0: no amount was told.</summary>
    public byte Currency;
}

/// <summary>Attempts and approvals that one heartbeat, one hour's line or one host told of.</summary>
internal struct CountRow
{
    public ulong Id;
    public int Terminal;
    public int Millisecond;

    /// <summary>Negative: a host told of an approval, and nobody counted the attempts.</summary>
    public int Attempts;
    public int Approvals;
}

/// <summary>Half hours in which something was heard: at most 384 of them, a week and two hours have 338.</summary>
[System.Runtime.CompilerServices.InlineArray(Words)]
internal struct HalfHours
{
    public const int Words = 6;
    private ulong _bits;

    public readonly bool Has(int slot) => (this[slot >> 6] >> (slot & 63) & 1) != 0;

    public void Set(int slot) => this[slot >> 6] |= 1UL << (slot & 63);

    public void Unite(in HalfHours other)
    {
        for (var at = 0; at < Words; at++)
            this[at] |= other[at];
    }

    public readonly bool IsEmpty()
    {
        for (var at = 0; at < Words; at++)
            if (this[at] != 0)
                return false;
        return true;
    }
}
