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
    /// Of these, what is guessed, and the shape of the gamma distribution of what there was in its place. Terminals and hours are independent, so that a guess
    /// is the surer the more of them it is the sum of.
    /// </summary>
    public (double Attempts, double Shape) GuessedSince(long at)
    {
        var hours = (_now - at) / (double)TimeSpan.TicksPerHour;
        return (_share * ((_supposed * Since(_attempts, at)) + UntoldSince(at)), HourlyShape * _terminals * (1 + (_supposed * hours)));
    }

    public double BeatsSince(long at) => Since(_beats, at);

    /// <summary>What counters and heartbeats told of the quarter hour that a moment lies in, and of all later ones.</summary>
    public ToldAround Around(long at)
    {
        var told = _share * (1 - _supposed);
        var quarter = (int)(at / ActivityHistory.QuarterTicks) - _first;
        if (quarter < 0)
            return new ToldAround(quarter, 1, 0, told * _attempts[0], 0, _beats[0]);
        if (quarter >= _attempts.Length)
            return new ToldAround(quarter, 0, 0, 0, 0, 0);
        var (attempts, beats) = quarter + 1 < _attempts.Length ? (_attempts[quarter + 1], _beats[quarter + 1]) : (0, 0);
        return new ToldAround(quarter, LeftOf(quarter, at), told * (_attempts[quarter] - attempts), told * attempts, _beats[quarter] - beats, beats);
    }

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
        return later + ((counts[quarter] - later) * LeftOf(quarter, at));
    }

    private double LeftOf(int quarter, long at)
    {
        var start = (quarter + _first) * ActivityHistory.QuarterTicks;
        var until = Math.Min(_now, start + ActivityHistory.QuarterTicks);
        return Math.Clamp((until - at) / (double)Math.Max(1, until - start), 0, 1);
    }
}

/// <summary>What is known to have been tried, and which heartbeats came, around a moment.</summary>
/// <param name="Quarter">The quarter hour that it lies in, by number.</param>
/// <param name="Left">The share of that quarter hour which lies after it, 0 to 1.</param>
/// <param name="Attempts">In the whole quarter hour.</param>
/// <param name="Later">Attempts after it.</param>
/// <param name="Beats">Heartbeats in the whole quarter hour.</param>
/// <param name="LaterBeats">Heartbeats after it.</param>
internal readonly record struct ToldAround(int Quarter, double Left, double Attempts, double Later, double Beats, double LaterBeats);
