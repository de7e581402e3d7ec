namespace FleetWatch.Detection.Sequential;

/// <summary>The statistic of one place and signature.</summary>
internal struct SequentialStream
{
    private const double Slight = 0.05;
    private const double Half = 0.3;
    private const double Full = 0.85;
    private static readonly double LogOneLessSlight = Math.Log(1 - Slight);
    private static readonly double LogOneLessHalf = Math.Log(1 - Half);
    private static readonly double LogOneLessFull = Math.Log(1 - Full);
    private double _slight;
    private double _half;
    private double _full;

    /// <summary>Attempts of the place up to the last failure.</summary>
    public double Attempts { get; set; }

    /// <summary>The feed's weeks at the last failure.</summary>
    public double Weeks { get; set; }

    /// <summary>Some failure moved it: then it is more than nothing.</summary>
    public readonly bool HasBegun => _half > 0;

    public readonly double Log => Math.Log((_slight + _half + _full) / 3);

    /// <param name="odds">How much more likely the failure is where the cause acts.</param>
    /// <param name="attempts">Of the place so far.</param>
    /// <param name="share">Of them, as many are in question.</param>
    /// <param name="weeks">The feed's time.</param>
    public void Update(double odds, double attempts, double share, double weeks)
    {
        var passed = Math.Max(0, ((attempts - Attempts) * share) - 1);
        var since = Math.Max(1e-6, weeks - Weeks);
        _slight = Next(_slight, Slight, LogOneLessSlight * passed, since, odds);
        _half = Next(_half, Half, LogOneLessHalf * passed, since, odds);
        _full = Next(_full, Full, LogOneLessFull * passed, since, odds);
        (Attempts, Weeks) = (Math.Max(Attempts, attempts), Math.Max(Weeks, weeks));
    }

    public readonly void Write(BinaryWriter target)
    {
        target.Write(_slight);
        target.Write(_half);
        target.Write(_full);
        target.Write(Attempts);
        target.Write(Weeks);
    }

    public static SequentialStream Read(BinaryReader source) => new()
    {
        _slight = source.ReadDouble(),
        _half = source.ReadDouble(),
        _full = source.ReadDouble(),
        Attempts = source.ReadDouble(),
        Weeks = source.ReadDouble(),
    };

    private static double Next(double value, double strength, double logPassed, double weeks, double odds) =>
        Math.Min(1e200, ((value * Math.Exp(logPassed)) + weeks) * (1 - strength + (strength * odds)));
}
