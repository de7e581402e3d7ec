namespace FleetWatch.Simulator.Captures;

/// <summary>
/// One direction of a TCP connection, put in order by sequence number (RFC 9293): what came twice counts once, what came early waits.
/// Where bytes were never captured it goes on behind them, and says so. Bounded: what waits is at most <see cref="MostWaiting"/>.
/// </summary>
internal sealed class TcpStream
{
    public const int MostWaiting = 1 << 20;
    private readonly SortedDictionary<uint, byte[]> _early = [];
    private uint? _next;
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
            (_next, _waiting) = (sequence + 1, 0);
            sequence++;
        }
        _next ??= sequence;
        if ((int)(sequence + (uint)payload.Length - _next.Value) > 0)
            Keep(sequence, payload);
        var gap = _waiting > MostWaiting && Jump();
        return (Ordered(_next.Value), gap);
    }

    /// <summary>The capture is over: what waits is all there will be.</summary>
    public (byte[] Bytes, bool Gap) End() => _next is { } next && _early.Count > 0 && Jump() ? (Ordered(_next ?? next), true) : ([], false);

    /// <summary>Of two that begin at the same byte the longer one: it has the other in it.</summary>
    private void Keep(uint sequence, byte[] payload)
    {
        var known = _early.GetValueOrDefault(sequence)?.Length ?? 0;
        if (payload.Length <= known)
            return;
        _early[sequence] = payload;
        _waiting += payload.Length - known;
    }

    private bool Jump()
    {
        var first = Nearest();
        var jumps = (int)(first - (_next ?? first)) > 0;
        _next = jumps ? first : _next;
        return jumps;
    }

    private byte[] Ordered(uint next)
    {
        using var bytes = new MemoryStream();
        while (_early.Count > 0 && Nearest() is var first && (int)(first - next) <= 0)
        {
            _early.Remove(first, out var payload);
            _waiting -= payload!.Length; // The key was there.
            var known = (int)(next - first);
            if (known >= payload.Length)
                continue;
            bytes.Write(payload, known, payload.Length - known);
            next += (uint)(payload.Length - known);
        }
        _next = next;
        return bytes.ToArray();
    }

    /// <summary>Sequence numbers begin again at zero, so the least one need not be the first.</summary>
    private uint Nearest() => _early.Keys.MinBy(key => (int)(key - (_next ?? key)));
}
