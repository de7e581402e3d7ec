namespace FleetWatch.Dashboard.Fleets;

/// <summary>How one terminal is heard and how it fares: some dozen bytes, for a fleet has many.</summary>
internal sealed class Pulse
{
    private const int Slots = 6;
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(5);

    private readonly ushort[] failures = new ushort[Slots];
    private readonly ushort[] attempts = new ushort[Slots];
    private long newest;

    /// <summary>False: events come from it, but nobody has registered it, or it was retired.</summary>
    public bool Registered { get; set; }

    /// <summary>Where the registry says it is; null: it does not say.</summary>
    public string? Region { get; set; }
    public DateTimeOffset? FirstHeardAt { get; set; }
    public DateTimeOffset? LastHeardAt { get; set; }

    /// <summary>The usual time between two signs of life, in seconds; 0 while nobody knows.</summary>
    public double UsualGapSeconds { get; set; }

    /// <summary>The hours of the day in which it has been heard, a bit each, in the organisation's time zone.</summary>
    public int UsualHours { get; set; }

    /// <summary>It counts its own attempts, so approvals that its host reports are not counted beside.</summary>
    public bool Counts { get; set; }

    /// <summary>Failures and attempts of the last half hour.</summary>
    public (int Failures, int Attempts) Lately(DateTimeOffset now)
    {
        var (failed, tried) = (0, 0);
        var slot = now.Ticks / Slot.Ticks;
        for (var at = Math.Max(slot, newest) - Slots + 1; at <= Math.Min(slot, newest); at++)
            (failed, tried) = (failed + failures[at % Slots], tried + attempts[at % Slots]);
        return (failed, tried);
    }

    public void Count(DateTimeOffset at, int failed, int tried)
    {
        Turn(at);
        var slot = at.Ticks / Slot.Ticks;
        if (slot <= newest - Slots)
            return;
        failures[slot % Slots] = (ushort)Math.Min(ushort.MaxValue, failures[slot % Slots] + failed);
        attempts[slot % Slots] = (ushort)Math.Min(ushort.MaxValue, attempts[slot % Slots] + tried);
    }

    /// <summary>A sign of life.</summary>
    /// <param name="at">When it arrived, in the feed's own time.</param>
    /// <param name="hour">The hour of the day there.</param>
    /// <param name="silence">How long a silence is none of the ordinary gaps.</param>
    public void Heard(DateTimeOffset at, int hour, TimeSpan silence)
    {
        FirstHeardAt ??= at;
        UsualHours |= 1 << hour;
        if (LastHeardAt is { } last && at > last && at - last < silence)
            UsualGapSeconds = UsualGapSeconds == 0 ? (at - last).TotalSeconds : UsualGapSeconds + 0.1 * ((at - last).TotalSeconds - UsualGapSeconds);
        if (LastHeardAt is null || at > LastHeardAt)
            LastHeardAt = at;
    }

    // Forgets what is older than the ring.
    private void Turn(DateTimeOffset now)
    {
        var slot = now.Ticks / Slot.Ticks;
        for (var next = Math.Max(newest + 1, slot - Slots + 1); next <= slot; next++)
            failures[next % Slots] = attempts[next % Slots] = 0;
        newest = Math.Max(newest, slot);
    }
}
