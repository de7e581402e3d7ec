namespace FleetWatch.Detection.Symptoms;

/// <summary>
/// What came before: ids of events (kept one to two days of the feed's time), failures of one card of one family (kept a week), and of one customer whose
/// card is not told (kept an hour).
/// </summary>
internal sealed class Repeats
{
    private static readonly long Generation = TimeSpan.FromDays(1).Ticks;
    private static readonly long Longest = TimeSpan.FromDays(7).Ticks;
    private IdSet _young = new();
    private IdSet _old = new();
    private readonly Customers _customers = new();
    private Keyed<long> _cards = new();
    private long _turned;

    /// <summary>An id is its producer's own: the same one at another terminal is another event.</summary>
    /// <param name="terminal">Where it happened.</param>
    /// <param name="id">Its fingerprint.</param>
    public bool IsNew(int terminal, ulong id)
    {
        var known = Known(terminal, id);
        return !_old.Contains(known) && _young.Add(known);
    }

    public void Needed(int terminal, ulong id)
    {
        var known = Known(terminal, id);
        _old.Needed(known);
        _young.Needed(known);
    }

    /// <summary>It will be asked what this failure says.</summary>
    public void Needed(in FailedTry one)
    {
        if (one.Card != 0)
            _cards.SlotNeeded(CardKey(one));
        _customers.Needed(one.Customer);
    }

    /// <summary>Whether a failure counts, or is one more try of what was counted, or is told by a second sender.</summary>
    public Telling Of(in FailedTry one, long at)
    {
        if (one.Card == 0)
            return _customers.Nobodys(one, at);
        ref var counted = ref _cards.Of(CardKey(one), out var known);
        if (known && Math.Abs(at - counted) < one.CountsAgainAfter.Ticks)
        {
            _customers.Retried(one, at);
            return Telling.Retry;
        }
        counted = at;
        return _customers.IsTwice(one, at) ? Telling.Twice : Telling.News;
    }

    public void Turn(long now)
    {
        _customers.Turn(now);
        if (now - _turned < Generation)
            return;
        _turned = now;
        // As many as yesterday, or so: the day goes by without sorting them anew.
        (_old, _young) = (_young, _old);
        _young.Clear(expected: _old.Count);
        var left = _cards.Sorted(at => at >= now - Longest);
        _cards = new();
        foreach (var (key, at) in left)
            _cards.Of(key, out _) = at;
    }

    private static ulong Known(int terminal, ulong id) => Fingerprint.Of((ulong)terminal, id);

    private static ulong CardKey(in FailedTry one) => one.Card ^ (one.Family * 0x9E3779B97F4A7C15UL);

    public void Write(BinaryWriter target)
    {
        target.Write(_turned);
        _young.Write(target);
        _old.Write(target);
        target.Write(_cards.Count);
        foreach (var (key, at) in _cards.Sorted(_ => true))
        {
            target.Write(key);
            target.Write(at);
        }
        _customers.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _turned = source.ReadInt64();
        (_young, _old) = (IdSet.Read(source), IdSet.Read(source));
        for (var left = source.ReadInt32(); left > 0; left--)
            _cards.Of(source.ReadUInt64(), out _) = source.ReadInt64();
        _customers.Read(source);
    }
}
