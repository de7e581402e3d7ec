using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Attribution;

/// <summary>How many attempts and heartbeats a scope had since a moment, from the history in quarter hours.</summary>
internal sealed class Exposure
{
    private readonly int[] _attempts = new int[ActivityHistory.Quarters];
    private readonly int[] _beats = new int[ActivityHistory.Quarters];
    private double _share;
    private double _untold;
    private int _first;
    private long _now;

    /// <param name="history">Of every terminal and wide group.</param>
    /// <param name="group">Whose.</param>
    /// <param name="now">Up to when, in ticks.</param>
    /// <param name="since">Nothing before is asked for.</param>
    public void Load(ActivityHistory history, Group group, long now, long since)
    {
        var last = (int)(now / ActivityHistory.QuarterTicks);
        _first = last - ActivityHistory.Quarters + 1;
        _now = now;
        history.Read(group, last, (int)(since / ActivityHistory.QuarterTicks), _attempts, _beats);
        for (var at = ActivityHistory.Quarters - 2; at >= 0; at--)
        {
            _attempts[at] += _attempts[at + 1];
            _beats[at] += _beats[at + 1];
        }
        Ask(1, 0);
    }

    /// <param name="share">Of the attempts: those of one issuer's cards.</param>
    /// <param name="untold">Attempts of the last quarter hour that no heartbeat has told of yet.</param>
    public void Ask(double share, double untold) => (_share, _untold) = (share, untold);

    public double AttemptsSince(long at) => _share * (Since(_attempts, at) + Math.Min(_untold, _untold * (_now - at) / ActivityHistory.QuarterTicks));

    public double BeatsSince(long at) => Since(_beats, at);

    // Of the quarter hour in which it began, the part that was left; of the one that lasts, the part that has passed since.
    private double Since(int[] counts, long at)
    {
        var quarter = (int)(at / ActivityHistory.QuarterTicks) - _first;
        if (quarter < 0)
            return counts[0];
        if (quarter >= counts.Length)
            return 0;
        var later = quarter + 1 < counts.Length ? counts[quarter + 1] : 0;
        var start = (quarter + _first) * ActivityHistory.QuarterTicks;
        var until = Math.Min(_now, start + ActivityHistory.QuarterTicks);
        return later + ((counts[quarter] - later) * Math.Clamp((until - at) / (double)Math.Max(1, until - start), 0, 1));
    }
}
