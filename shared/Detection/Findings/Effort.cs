namespace FleetWatch.Detection.Findings;

/// <summary>
/// How much thinking is affordable. A thought costs the observations that it visits; the feed's time brings so many back a second, up to what a
/// minute brings. A trouble that fails a thousand times a second is thus not thought over a thousand times a second, and the answer is the same
/// however often the feed is played: no clock but the feed's is asked.
/// </summary>
internal sealed class Effort
{
    public const double VisitsPerSecond = 2e6;
    public const double Most = 60 * VisitsPerSecond;
    private double _left = Most;
    private long _at;

    /// <summary>Whether another thought is affordable now. The last one may have been more than there was: then it takes a while.</summary>
    public bool IsLeft(long now)
    {
        if (now > _at)
        {
            _left = Math.Min(Most, _left + ((now - _at) / (double)TimeSpan.TicksPerSecond * VisitsPerSecond));
            _at = now;
        }
        return _left > 0;
    }

    /// <summary>More than a second brings.</summary>
    public static bool IsDear(long visits) => visits > VisitsPerSecond;

    public void Spend(long visits) => _left -= visits;

    public void Write(BinaryWriter target)
    {
        target.Write(_left);
        target.Write(_at);
    }

    public void Read(BinaryReader source) => (_left, _at) = (source.ReadDouble(), source.ReadInt64());
}
