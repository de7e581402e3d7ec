using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Attempts of terminals whose heartbeats count none: what the fleet's other terminals have meanwhile, times the terminal's own factor, learned from
/// its refusals for want of funds (no fault shows them), (k + declines) / (k + declines expected). Declines come in proportion to the attempts, whatever breaks.
/// </summary>
internal sealed class UncountedTraffic
{
    private const double Shape = 2;

    /// <summary>What is supposed until the terminals that count have shown it, and how many declines that is worth.</summary>
    private const double AttemptsPerDecline = 40;
    private const double Supposed = 50;
    private const double UsualHours = 0.25;
    private static readonly long Longest = TimeSpan.FromHours(36).Ticks;

    /// <summary>Rounds of the fleet's heartbeats without one that counts, until declines are believed instead.</summary>
    private const int RoundsUntold = 2;
    private const int Forever = int.MaxValue / 2;

    /// <summary>So many that count nothing one that counts makes up for: where terminals call once a day it tells nothing of the hour.</summary>
    private const int Outweighs = 10;
    private Own[] _own = [];
    private double _countedAttempts;
    private double _countedDeclines;
    private double _attemptsPerBeat;
    private double _hoursPerBeat;
    private double _beats;

    /// <summary>Beats that counted nothing since the last one that did; no more than would matter.</summary>
    private int _uncounted = Forever;

    /// <summary>A heartbeat that counts.</summary>
    /// <param name="attempts">Since the last one.</param>
    /// <param name="declines">Refusals for want of funds since then.</param>
    /// <param name="span">Since the last one, in ticks.</param>
    /// <param name="terminals">Of the fleet: the mean is over about one round of their heartbeats.</param>
    public void Counted(int attempts, int declines, long span, int terminals)
    {
        Told(attempts, declines);
        _uncounted = Math.Max(0, Math.Min(_uncounted, 2 * RoundsUntold * terminals) - Outweighs);
        if (_uncounted <= RoundsUntold * terminals)
            Mean(attempts, Hours(span), terminals);
    }

    /// <summary>What was tried, and refused for want of funds, where both are told: how many attempts a decline stands for.</summary>
    public void Told(int attempts, int declines)
    {
        _countedAttempts += attempts;
        _countedDeclines += declines;
    }

    /// <summary>A heartbeat that counts nothing, or none when it was time for one. Where nobody counts, or nobody any more, declines alone say what is going on.</summary>
    /// <returns>The attempts to suppose since the last one, as many as are whole.</returns>
    public int Supposing(int terminal, int declines, long span, int terminals)
    {
        var perDecline = ((AttemptsPerDecline * Supposed) + _countedAttempts) / (Supposed + _countedDeclines);
        var hours = Hours(span);
        _uncounted = Math.Min(Forever, _uncounted + 1);
        if (_uncounted > RoundsUntold * terminals)
            Mean(declines * perDecline, hours, terminals);
        var usual = _hoursPerBeat == 0 ? 0 : _attemptsPerBeat / _hoursPerBeat * hours;
        Growing.ToHold(ref _own, terminal + 1);
        ref var own = ref _own[terminal];
        own.Declined += declines;
        own.Expected += (float)(usual / perDecline);
        own.Left += (float)(usual * (Shape + own.Declined) / (Shape + own.Expected));
        var whole = (int)own.Left;
        own.Left -= whole;
        return whole;
    }

    public void Write(BinaryWriter target)
    {
        foreach (var real in (double[])[_countedAttempts, _countedDeclines, _attemptsPerBeat, _hoursPerBeat, _beats])
            target.Write(real);
        target.Write(_uncounted);
        target.Write(_own.Length);
        target.Write(MemoryMarshal.AsBytes(_own.AsSpan()));
    }

    public void Read(BinaryReader source)
    {
        (_countedAttempts, _countedDeclines, _attemptsPerBeat, _hoursPerBeat, _beats) = (source.ReadDouble(), source.ReadDouble(), source.ReadDouble(), source.ReadDouble(), source.ReadDouble());
        _uncounted = source.ReadInt32();
        _own = new Own[source.ReadInt32()];
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_own.AsSpan()));
    }

    private void Mean(double attempts, double hours, int terminals)
    {
        _beats = Math.Min(Math.Max(1, terminals), _beats + 1);
        _attemptsPerBeat += (attempts - _attemptsPerBeat) / _beats;
        _hoursPerBeat += (hours - _hoursPerBeat) / _beats;
    }

    // A terminal's first heartbeat does not tell since when it counts, nor does one after days.
    private static double Hours(long span) => span > 0 && span < Longest ? span / (double)TimeSpan.TicksPerHour : UsualHours;

    /// <summary>One terminal's declines, how many were to be expected, and the part of an attempt left over. Kept only up to the last terminal that counts nothing.</summary>
    private struct Own
    {
        public float Declined;
        public float Expected;
        public float Left;
    }
}
