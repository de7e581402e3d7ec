namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Requests that wait for their answer, by class, terminal and trace number; where two acquirers have a terminal of one number,
/// several wait under one key. Bounded: what is too much is forgotten, the oldest first, and counted. An answered request leaves
/// nothing behind, so a busy line takes no more room than what it waits for.
/// </summary>
internal sealed class OpenExchanges(int max)
{
    private const int None = -1;
    private const int Least = 256;
    private const int NoAnswer = 100;
    private Slot[] slots = new Slot[Least];
    private int[] buckets = NewBuckets(Least);
    private int used;
    private int free = None;
    private int oldest = None;
    private int newest = None;

    public int Count { get; private set; }

    /// <summary>How many were forgotten because too many waited.</summary>
    public long Forgotten { get; private set; }

    /// <summary>The request at a place that <see cref="Find(in ExchangeKey)"/> or <see cref="Overdue"/> gave, until it is removed.</summary>
    public ref readonly ExchangeFacts this[int place] => ref slots[place].Request;

    /// <returns>False where the request waits already: it was sent again.</returns>
    public bool TryAdd(in ExchangeFacts request)
    {
        var hash = request.Key.Hash();
        if (Find(request.Key, hash, most: 0) != None)
            return false;
        if (Count >= max)
        {
            Remove(oldest);
            Forgotten++;
        }
        if (free == None && used == slots.Length)
            Grow();
        Place(FreeSlot(), request, hash);
        return true;
    }

    /// <summary>
    /// Finds the request that an answer belongs to: the one that agrees with it best, of equals the one heard first. Where DE7 or 37
    /// disagree it is no answer at all, and DE42 decides between several.
    /// </summary>
    /// <returns>Its place, or a number below 0.</returns>
    public int Find(in ExchangeKey answer) => Find(answer, answer.Hash(), NoAnswer - 1);

    /// <returns>The place of the request heard longest ago where that was at <paramref name="before"/> or earlier, or a number below 0.</returns>
    public int Overdue(DateTimeOffset before) => oldest != None && slots[oldest].Request.HeardAt <= before ? oldest : None;

    public void Remove(int place)
    {
        ref var slot = ref slots[place];
        ref var link = ref Bucket(slot.Hash);
        while (link != place)
            link = ref slots[link].Chained;
        link = slot.Chained;
        if (slot.Older == None)
            oldest = slot.Newer;
        else
            slots[slot.Older].Newer = slot.Newer;
        if (slot.Newer == None)
            newest = slot.Older;
        else
            slots[slot.Newer].Older = slot.Older;
        (slot.Chained, free) = (free, place);
        Count--;
    }

    private int Find(in ExchangeKey answer, uint hash, int most)
    {
        var best = None;
        for (var at = Bucket(hash); at != None; at = slots[at].Chained)
            if (slots[at].Hash == hash && Disagreement(slots[at].Request.Key, answer) is var disagreement && disagreement <= most)
                (best, most) = (at, disagreement);
        return best;
    }

    private static int Disagreement(in ExchangeKey request, in ExchangeKey answer)
    {
        if (request.Trace != answer.Trace || request.Terminal != answer.Terminal || request.Class != answer.Class)
            return NoAnswer;
        var otherSent = request.Sent >= 0 && answer.Sent >= 0 && request.Sent != answer.Sent;
        var otherReference = !request.Reference.IsEmpty && !answer.Reference.IsEmpty && request.Reference != answer.Reference;
        var otherMerchant = !request.Merchant.IsEmpty && !answer.Merchant.IsEmpty && request.Merchant != answer.Merchant;
        return otherSent || otherReference ? NoAnswer : otherMerchant ? 1 : 0;
    }

    private void Place(int at, in ExchangeFacts request, uint hash)
    {
        ref var slot = ref slots[at];
        ref var bucket = ref Bucket(hash);
        slot.Request = request;
        slot.Hash = hash;
        (slot.Chained, bucket) = (bucket, at);
        (slot.Older, slot.Newer) = (newest, None);
        if (newest == None)
            oldest = at;
        else
            slots[newest].Newer = at;
        newest = at;
        Count++;
    }

    private int FreeSlot()
    {
        if (free != None)
        {
            var at = free;
            free = slots[at].Chained;
            return at;
        }
        return used++;
    }

    /// <summary>Only when every slot waits: each gets its place in twice as many chains, in the order in which they were heard.</summary>
    private void Grow()
    {
        Array.Resize(ref slots, slots.Length * 2);
        buckets = NewBuckets(slots.Length);
        for (var at = oldest; at != None; at = slots[at].Newer)
        {
            ref var bucket = ref Bucket(slots[at].Hash);
            (slots[at].Chained, bucket) = (bucket, at);
        }
    }

    private ref int Bucket(uint hash) => ref buckets[(int)hash & buckets.Length - 1];

    private static int[] NewBuckets(int count)
    {
        var empty = new int[count];
        Array.Fill(empty, None);
        return empty;
    }

    private struct Slot
    {
        public ExchangeFacts Request;
        public uint Hash;

        /// <summary>The next in the same chain, or of the free ones.</summary>
        public int Chained;
        public int Older;
        public int Newer;
    }
}
