namespace FleetWatch.Dashboard.Fleets;

/// <summary>How a terminal does, as the board counts it.</summary>
internal enum Condition
{
    Pays,
    Degraded,
    Silent,

    /// <summary>Never heard, or quiet at an hour at which it has never been heard: a shop that is closed.</summary>
    Unknown,
}

/// <summary>When a terminal counts as what: a picture for the eye. What is wrong, and whose it is to mend, Analysis decides.</summary>
internal static class Health
{
    /// <summary>Nobody is called silent sooner, however often it is heard.</summary>
    public static readonly TimeSpan LeastSilence = TimeSpan.FromMinutes(10);

    /// <summary>So many of its usual gaps make a silence.</summary>
    private const double SilentGaps = 4;

    /// <summary>So many failures in half an hour, and this share of what was tried, make a terminal degraded.</summary>
    private const int LeastFailures = 3;
    private const double FailureShare = 0.25;

    /// <summary>Until a terminal has been known this long, its hours say nothing.</summary>
    private static readonly TimeSpan Acquaintance = TimeSpan.FromDays(1);

    public static TimeSpan SilentAfter(Pulse pulse) =>
        TimeSpan.FromSeconds(Math.Max(LeastSilence.TotalSeconds, SilentGaps * pulse.UsualGapSeconds));

    /// <param name="pulse">The terminal.</param>
    /// <param name="now">The feed's own time: while the feed stands still nobody falls silent.</param>
    /// <param name="hour">The hour of the day there.</param>
    public static Condition Of(Pulse pulse, DateTimeOffset now, int hour)
    {
        if (pulse.LastHeardAt is not { } last)
            return Condition.Unknown;
        if (now - last > SilentAfter(pulse))
            return IsExpected(pulse, now, hour) ? Condition.Silent : Condition.Unknown;
        var (failures, attempts) = pulse.Lately(now);
        return failures >= LeastFailures && failures > FailureShare * attempts ? Condition.Degraded : Condition.Pays;
    }

    public static bool IsExpected(Pulse pulse, DateTimeOffset now, int hour) =>
        now - pulse.FirstHeardAt < Acquaintance || (pulse.UsualHours & 1 << hour) != 0;
}
