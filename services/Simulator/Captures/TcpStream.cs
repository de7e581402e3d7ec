namespace FleetWatch.Simulator.Captures;

/// <summary>
/// One direction of a TCP connection, put in order by sequence number (RFC 9293): what came twice counts once, what came early waits.
/// Where bytes were never captured it goes on behind them, and says so. Bounded: what waits is at most <see cref="MostWaiting"/>.
/// </summary>
/// <param name="order">How places in the stream are compared; theirs where it is null.</param>
internal sealed class TcpStream(IComparer<long>? order = null)
{
    public const int MostWaiting = 1 << 20;

    /// <summary>By places that are counted on where sequence numbers begin again at zero, so that the least is the first.</summary>
    private readonly SortedDictionary<long, byte[]> _early = new(order);
    private long? _next;
    private int _waiting;

    /// <summary>Takes one segment.</summary>
    /// <param name="sequence">Of its first byte, or of its SYN.</param>
    /// <param name="begins">Whether it has a SYN: a connection begins, perhaps another one with the same ports.</param>
    /// <param name="payload">Its bytes.</param>
    /// <returns>The bytes that are in order now, and whether bytes are missing before them.</returns>
    public (byte[] Bytes, bool Gap) Take(uint sequence, bool begins, byte[] payload)
    {
        if (begins)
        {
            _early.Clear();
            (_next, _waiting) = (++sequence, 0);
        }
        var next = _next ?? sequence;
        var place = next + (int)(sequence - (uint)next);
        if (place + payload.Length > next)
            Keep(place, payload);
        var (from, gap) = _waiting > MostWaiting ? Jump(next) : (next, false);
        return (Ordered(from), gap);
    }

    /// <summary>The capture is over: what waits is all there will be.</summary>
    public (byte[] Bytes, bool Gap) End()
    {
        if (_next is not { } next || _early.Count == 0)
            return ([], false);
        var (from, gap) = Jump(next);
        return (Ordered(from), gap);
    }

    /// <summary>Of two that begin at the same byte the longer one: it has the other in it.</summary>
    private void Keep(long place, byte[] payload)
    {
        var known = _early.GetValueOrDefault(place)?.Length ?? 0;
        if (payload.Length <= known)
            return;
        _early[place] = payload;
        _waiting += payload.Length - known;
    }

    private (long From, bool Gap) Jump(long next) => First() is var first && first > next ? (first, true) : (next, false);

    private byte[] Ordered(long next)
    {
        using var bytes = new MemoryStream();
        while (_early.Count > 0 && First() is var first && first <= next)
        {
            _early.Remove(first, out var payload);
            _waiting -= payload!.Length; // The key was there.
            var known = (int)(next - first);
            if (known >= payload.Length)
                continue;
            bytes.Write(payload, known, payload.Length - known);
            next += payload.Length - known;
        }
        _next = next;
        return bytes.ToArray();
    }

    private long First()
    {
        using var places = _early.GetEnumerator();
        places.MoveNext();
        return places.Current.Key;
    }
}
