using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Attribution;

/// <summary>How many attempts and heartbeats a scope had since a moment, from the history in quarter hours.</summary>
internal sealed class Exposure
{
    /// <summary>Of the traffic of an hour about what is expected: a coefficient of variation of 0.4.</summary>
    private const double HourlyShape = 6;
    private readonly int[] _attempts = new int[ActivityHistory.Quarters];
    private readonly int[] _beats = new int[ActivityHistory.Quarters];
    private double _share;
    private double _untold;
    private double _supposed;
    private int _terminals;
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
        Ask(1, default);
    }

    /// <param name="share">Of the attempts: those of one issuer's cards.</param>
    /// <param name="guess">What is guessed of them.</param>
    public void Ask(double share, in GuessedTraffic guess) =>
        (_share, _untold, _supposed, _terminals) = (share, guess.Untold, guess.Supposed, Math.Max(1, guess.Terminals));

    public double AttemptsSince(long at) => _share * (Since(_attempts, at) + UntoldSince(at));

    /// <summary>
    /// The same by how they are known: told of; guessed; and the shape of the gamma distribution of what there was where it was guessed. Terminals and
    /// hours are independent, so that a guess is the surer the more of them it is the sum of.
    /// </summary>
    public (double Told, double Guessed, double Shape) KnownSince(long at)
    {
        var counted = Since(_attempts, at);
        var hours = (_now - at) / (double)TimeSpan.TicksPerHour;
        return (_share * (1 - _supposed) * counted, _share * ((_supposed * counted) + UntoldSince(at)), HourlyShape * _terminals * (1 + (_supposed * hours)));
    }

    public double BeatsSince(long at) => Since(_beats, at);

    private double UntoldSince(long at) => Math.Min(_untold, _untold * (_now - at) / ActivityHistory.QuarterTicks);

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
