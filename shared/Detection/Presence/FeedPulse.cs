namespace FleetWatch.Detection.Presence;

/// <summary>
/// Whether the feed itself is heard. Each terminal's heartbeats come at their own time, so that where a feed breaks off terminals become late one
/// after the other while none is heard at all: that is seen before the first of them is overdue. What is lost then says nothing of any terminal.
/// </summary>
internal sealed class FeedPulse
{
    /// <summary>Sweeps that are looked back at, where few are heard an hour.</summary>
    private const int Kept = 64;

    /// <summary>Terminals that must be late before a feed is said to be lost: fewer fall silent together by themselves.</summary>
    private const int LeastLate = 8;

    /// <summary>The most of what was due that may have come: one in ten. A carrier with more than nine tenths of a fleet looks like its feed.</summary>
    private const int HeardOfDue = 10;
    private readonly (int Late, int Heard)[] _sweeps = new (int, int)[Kept];
    private int _last;
    private int _heard;

    /// <summary>As of the last sweep nothing is heard of the fleet, or next to nothing.</summary>
    public bool IsLost { get; private set; }

    /// <summary>A heartbeat came.</summary>
    public void Heard() => _heard++;

    /// <param name="late">Terminals whose heartbeat has become late since the sweep before.</param>
    /// <param name="due">Heartbeats that come between two sweeps while all is well.</param>
    /// <returns>Whether a feed that was lost is heard again.</returns>
    public bool Sweep(int late, double due)
    {
        _last = (_last + 1) % Kept;
        _sweeps[_last] = (late, _heard);
        var isBack = IsLost && _heard * HeardOfDue > due;
        IsLost = IsLost ? !isBack : BreaksOff();
        _heard = 0;
        return isBack;
    }

    public void Write(BinaryWriter target)
    {
        foreach (var (late, heard) in _sweeps)
        {
            target.Write(late);
            target.Write(heard);
        }
        target.Write(_last);
        target.Write(_heard);
        target.Write(IsLost);
    }

    public void Read(BinaryReader source)
    {
        for (var at = 0; at < Kept; at++)
            _sweeps[at] = (source.ReadInt32(), source.ReadInt32());
        (_last, _heard, IsLost) = (source.ReadInt32() % Kept, source.ReadInt32(), source.ReadBoolean());
    }

    // By the latest sweeps only, as many as it takes.
    private bool BreaksOff()
    {
        var (late, heard) = (0, 0);
        for (var back = 0; back < Kept && late + heard < LeastLate; back++)
        {
            var sweep = _sweeps[(_last + Kept - back) % Kept];
            (late, heard) = (late + sweep.Late, heard + sweep.Heard);
        }
        return late >= LeastLate && heard * HeardOfDue <= late + heard;
    }
}
