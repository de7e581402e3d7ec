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
    private Own[] _own = [];
    private double _countedAttempts;
    private double _countedDeclines;
    private double _attemptsPerBeat;
    private double _beats;

    /// <summary>A heartbeat that counts.</summary>
    /// <param name="attempts">Since the last one.</param>
    /// <param name="declines">Refusals for want of funds since then.</param>
    /// <param name="terminals">Of the fleet: the mean is over about one round of their heartbeats.</param>
    public void Counted(int attempts, int declines, int terminals)
    {
        _countedAttempts += attempts;
        _countedDeclines += declines;
        Mean(attempts, terminals);
    }

    /// <summary>A heartbeat that counts nothing.</summary>
    /// <returns>The attempts to suppose since the last one, as many as are whole.</returns>
    public int Supposing(int terminal, int declines, int terminals)
    {
        var perDecline = ((AttemptsPerDecline * Supposed) + _countedAttempts) / (Supposed + _countedDeclines);
        if (_countedAttempts == 0)
            Mean(declines * perDecline, terminals);
        Growing.ToHold(ref _own, terminal + 1);
        ref var own = ref _own[terminal];
        own.Declined += declines;
        own.Expected += (float)(_attemptsPerBeat / perDecline);
        own.Left += (float)(_attemptsPerBeat * (Shape + own.Declined) / (Shape + own.Expected));
        var whole = (int)own.Left;
        own.Left -= whole;
        return whole;
    }

    public void Write(BinaryWriter target)
    {
        foreach (var real in (double[])[_countedAttempts, _countedDeclines, _attemptsPerBeat, _beats])
            target.Write(real);
        target.Write(_own.Length);
        target.Write(MemoryMarshal.AsBytes(_own.AsSpan()));
    }

    public void Read(BinaryReader source)
    {
        (_countedAttempts, _countedDeclines, _attemptsPerBeat, _beats) = (source.ReadDouble(), source.ReadDouble(), source.ReadDouble(), source.ReadDouble());
        _own = new Own[source.ReadInt32()];
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_own.AsSpan()));
    }

    private void Mean(double attempts, int terminals)
    {
        _beats = Math.Min(Math.Max(1, terminals), _beats + 1);
        _attemptsPerBeat += (attempts - _attemptsPerBeat) / _beats;
    }

    /// <summary>One terminal's declines, how many were to be expected, and the part of an attempt left over. Kept only up to the last terminal that counts nothing.</summary>
    private struct Own
    {
        public float Declined;
        public float Expected;
        public float Left;
    }
}
