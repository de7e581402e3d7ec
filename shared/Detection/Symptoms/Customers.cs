namespace FleetWatch.Detection.Symptoms;

/// <summary>
/// The latest failure that counts of each customer, where nobody tells whose card it was: one terminal serves one customer after the other, so that the same
/// family of symptom and the same amount soon after is the same customer, unless the BINs say otherwise. Kept for an hour.
/// </summary>
internal sealed class Customers
{
    private static readonly long Kept = TimeSpan.FromHours(1).Ticks;

    /// <summary>Four tries, a minute each, are done by then; so is a customer of the same price who was served in between.</summary>
    private static readonly long OneCustomer = TimeSpan.FromMinutes(4).Ticks;

    /// <summary>
    /// After the try before, where not even the amount is told: whoever is served soon after looks the same, so that a dead line at a busy till is noticed by every fourth who
    /// fails (<see cref="Tries"/>), and by all who come slower than this.
    /// </summary>
    private static readonly long NextTry = TimeSpan.FromSeconds(75).Ticks;

    /// <summary>A terminal and its host tell the same failure within a time-out, and by clocks that agree so far.</summary>
    private static readonly long SameFailure = TimeSpan.FromSeconds(15).Ticks;

    /// <summary>Nobody tries oftener: what fails oftener is a gate, where each is another customer of the same price.</summary>
    private const int Tries = 4;

    /// <summary>Of each try two may tell.</summary>
    private const int Tellings = 2 * Tries;
    private Keyed<Counted> _last = new();
    private long _turned;

    public void Needed(ulong customer) => _last.SlotNeeded(customer);

    /// <summary>A failure whose card is not told.</summary>
    public Telling Nobodys(in FailedTry one, long at)
    {
        ref var last = ref _last.Of(one.Customer, out var known);
        if (!known || !IsSame(last, one, at, OneCustomer) || last.Told >= (one.HasAmount ? Tellings : Tries) || !(one.HasAmount || Math.Abs(at - last.Latest) < NextTry))
        {
            last = new(at, one.Bin, IsCard: false);
            return Telling.News;
        }
        var isTwice = last.IsCard && last.Told == 1 && IsSame(last, one, at, SameFailure);
        last.Again(at);
        return isTwice ? Telling.Twice : Telling.Retry;
    }

    /// <summary>
    /// Whether a card's first failure is one that was told just now without a card, or by another token: two senders may make their own. A third is another customer, so
    /// that a gate, whose customers all pay the same, loses one of two at most.
    /// </summary>
    public bool IsTwice(in FailedTry one, long at)
    {
        ref var last = ref _last.Of(one.Customer, out var known);
        var isTwice = known && last.Told == 1 && (one.HasAmount || !last.IsCard) && IsSame(last, one, at, SameFailure);
        if (isTwice)
            last.Again(at);
        else
            last = new(at, one.Bin, IsCard: true);
        return isTwice;
    }

    /// <summary>A card failed again: whoever tells of it without a card means that.</summary>
    public void Retried(in FailedTry one, long at) => _last.Of(one.Customer, out _) = new(at, one.Bin, IsCard: true);

    public void Turn(long now)
    {
        if (now - _turned < Kept)
            return;
        _turned = now;
        var left = _last.Sorted(last => last.At >= now - Kept);
        _last = new();
        foreach (var (customer, last) in left)
            _last.Of(customer, out _) = last;
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_turned);
        target.Write(_last.Count);
        foreach (var (customer, last) in _last.Sorted(_ => true))
        {
            target.Write(customer);
            target.Write(last.At);
            target.Write(last.Bin);
            target.Write(last.IsCard);
            target.Write(last.Latest);
            target.Write(last.Told);
        }
    }

    public void Read(BinaryReader source)
    {
        _turned = source.ReadInt64();
        for (var left = source.ReadInt32(); left > 0; left--)
            _last.Of(source.ReadUInt64(), out _) = new(source.ReadInt64(), source.ReadUInt16(), source.ReadBoolean()) { Latest = source.ReadInt64(), Told = source.ReadByte() };
    }

    private static bool IsSame(in Counted last, in FailedTry one, long at, long within) =>
        Math.Abs(at - last.At) < within && (last.Bin == one.Bin || last.Bin == 0 || one.Bin == 0);

    /// <summary>When it failed, of which issuer, whether a token was told, when it was tried last and how often it was told.</summary>
    private record struct Counted(long At, ushort Bin, bool IsCard)
    {
        public long Latest = At;
        public byte Told = 1;

        public void Again(long at)
        {
            Latest = Math.Max(Latest, at);
            Told++;
        }
    }
}
