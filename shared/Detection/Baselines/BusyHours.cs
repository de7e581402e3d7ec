namespace FleetWatch.Detection.Baselines;

/// <summary>
/// How much oftener an attempt fails in one hour of the day than in the others, (k + O) / (k + expected): networks are crowded at noon and in the evening.
/// Only what nothing explained for a day counts: a trouble makes no hour a busy one. The hours are those of UTC; where a fleet spans zones they blur.
/// </summary>
internal sealed class BusyHours
{
    private const int Hours = 24;
    private const double Shape = 10;
    private readonly double[] _attempts = new double[Hours];
    private readonly double[] _failures = new double[Hours];
    private double _allAttempts;
    private double _allFailures;

    public void Attempts(long at, int attempts)
    {
        _attempts[HourOf(at)] += attempts;
        _allAttempts += attempts;
    }

    /// <param name="at">When, in ticks.</param>
    /// <param name="failures">One; or one less, where a finding explains it after all.</param>
    public void Failed(long at, int failures)
    {
        _failures[HourOf(at)] += failures;
        _allFailures += failures;
    }

    public double FactorAt(long at)
    {
        var hour = HourOf(at);
        return (Shape + _failures[hour]) / (Shape + (_allFailures * _attempts[hour] / Math.Max(1, _allAttempts)));
    }

    public void Write(BinaryWriter target)
    {
        for (var hour = 0; hour < Hours; hour++)
        {
            target.Write(_attempts[hour]);
            target.Write(_failures[hour]);
        }
    }

    public void Read(BinaryReader source)
    {
        for (var hour = 0; hour < Hours; hour++)
            (_attempts[hour], _failures[hour]) = (source.ReadDouble(), source.ReadDouble());
        (_allAttempts, _allFailures) = (_attempts.Sum(), _failures.Sum());
    }

    private static int HourOf(long at) => (int)(at / TimeSpan.TicksPerHour % Hours);
}
