using System.Runtime.CompilerServices;

namespace FleetWatch.Detection.Presence;

/// <summary>What is known of one terminal's signs of life, in 72 bytes. Times in ticks of the feed's own clock.</summary>
internal struct TerminalPresence
{
    private const ulong HalfHours = (1UL << Habits.Slots) - 1;
    private static readonly long LongestInterval = TimeSpan.FromHours(3).Ticks;
    public long LastHeard;
    public long LastBeat;

    /// <summary>When anything at all was last received from it.</summary>
    public long LastSign;

    /// <summary>Between two heartbeats, learned; 0 until two have come within three hours.</summary>
    public long Interval;

    /// <summary>The half hours of the day that lasts in which it was heard; above them 16 bits of the day's number.</summary>
    private ulong _today;

    /// <summary>Heartbeats missed in a row.</summary>
    public int Missed;

    /// <summary>The hour (of the feed's clock) that the counters below are of.</summary>
    public int Hour;
    public int HourAttempts;
    public int HourApprovals;
    public ushort HourBeats;

    /// <summary>Attempts that the last heartbeat told of, or that were supposed last.</summary>
    public ushort LastAttempts;

    /// <summary>Everyday declines since its last heartbeat, or its last approval where approvals count.</summary>
    public ushort Declines;
    private ushort _beats;
    private ushort _lost;
    private ushort _failures;

    /// <summary>Attempts of the last heartbeat that did not pass and of which no failure has been told yet.</summary>
    public byte Owed;
    private byte _retries;
    private Flag _flags;
    private AlikeGaps _gaps;

    [Flags]
    private enum Flag : byte
    {
        Excused = 1,
        Silent = 2,
        ApprovalsTold = 4,
        ClockIsWrong = 8,
        BeatsCount = 16,
        LivesUnheard = 32,
        IsDoubted = 64,
        HasTold = 128,
    }

    /// <summary>It fell silent when its habits allow it: nothing follows from this silence.</summary>
    public bool Excused { readonly get => Is(Flag.Excused); set => Set(Flag.Excused, value); }

    /// <summary>Its silence was told.</summary>
    public bool Silent { readonly get => Is(Flag.Silent); set => Set(Flag.Silent, value); }

    /// <summary>Its approvals are told one by one.</summary>
    public bool ApprovalsTold { readonly get => Is(Flag.ApprovalsTold); set => Set(value ? Flag.ApprovalsTold | Flag.HasTold : Flag.ApprovalsTold, value); }

    /// <summary>Its latest heartbeat counted attempts.</summary>
    public bool BeatsCount { readonly get => Is(Flag.BeatsCount); set => Set(value ? Flag.BeatsCount | Flag.HasTold : Flag.BeatsCount, value); }

    /// <summary>What it tries was told once, one way or the other.</summary>
    public readonly bool HasTold => Is(Flag.HasTold);

    /// <summary>By how much is kept elsewhere: few are.</summary>
    public bool ClockIsWrong { readonly get => Is(Flag.ClockIsWrong); set => Set(Flag.ClockIsWrong, value); }

    /// <summary>It lives, as its failures show, but no heartbeats of it come: what it tries is supposed by the time that passes.</summary>
    public bool LivesUnheard { readonly get => Is(Flag.LivesUnheard); set => Set(Flag.LivesUnheard, value); }

    /// <summary>A heartbeat told of fewer attempts than failed: which is kept elsewhere, and few do.</summary>
    public bool IsDoubted { readonly get => Is(Flag.IsDoubted); set => Set(Flag.IsDoubted, value); }

    /// <summary>Before its latest heartbeats it was unheard for longer than an interval: what they count is of more than one.</summary>
    public readonly bool CameLate => _gaps.IsOdd;

    /// <summary>How often a heartbeat of this terminal is lost without any trouble.</summary>
    public readonly double LossRate => Math.Clamp((0.1 + _lost) / (20.0 + _beats), 0.003, 0.5);

    public void Decline() => Declines = (ushort)Math.Min(ushort.MaxValue, Declines + 1);

    /// <summary>A failure that counts, which a later heartbeat will count as an attempt.</summary>
    public void Failed() => _failures = (ushort)Math.Min(ushort.MaxValue, _failures + 1);

    /// <summary>A retry of a failure that counts, which a later heartbeat will count as an attempt of its own.</summary>
    public void Retried() => _retries = (byte)Math.Min(byte.MaxValue, _retries + 1);

    /// <summary>
    /// What a heartbeat counted, less the retries known by now; at least its approvals are left. A retry of which it did not know yet waits
    /// for the next one, and no longer than that: the counters of then would have held it.
    /// </summary>
    public int WithoutRetries(int attempts, int approvals)
    {
        var taken = Math.Clamp(attempts - approvals, 0, _retries);
        _retries = 0;
        return attempts - taken;
    }

    /// <summary>The failures that count since the last heartbeat. Those after this one are the next one's.</summary>
    public int TakeFailures()
    {
        var failures = _failures;
        _failures = 0;
        return failures;
    }

    /// <summary>
    /// A heartbeat came. Lost ones make gaps of twice and three times the interval: a longer gap moves it little, a usual one by a tenth, and only several
    /// alike are a new one.
    /// </summary>
    /// <returns>Whole half hours before it in which it lived: between two heartbeats of which at most one is missing.</returns>
    public int Beat(long at)
    {
        _beats = (ushort)Math.Min(2000, _beats + 1);
        var (since, isGap) = (at - LastBeat, LastBeat > 0 && at - LastBeat < LongestInterval);
        LastBeat = at;
        if (!isGap)
            return 0;
        if (since > TimeSpan.TicksPerSecond * 20)
        {
            if (Interval == 0 || _gaps.Take(since, Interval))
                Interval = since;
            else
                Interval += Math.Clamp((since - Interval) / 10, -Interval / 50, Interval / 100);
        }
        return since <= Interval * 235 / 100 ? (int)(since / (TimeSpan.TicksPerMinute * 30)) : 0;
    }

    public void Lose() => _lost = (ushort)Math.Min(ushort.MaxValue, _lost + 1);

    /// <summary>Notes that it was heard; where a new day begins, the habits learn the one that ended.</summary>
    /// <param name="day">Number of the local day.</param>
    /// <param name="slot">Half hour of that day.</param>
    /// <param name="before">So many half hours before, too.</param>
    /// <param name="habits">Its own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Heard(int day, int slot, int before, ref Habits habits)
    {
        if ((ushort)day != (ushort)(_today >> Habits.Slots))
            Turn(day, ref habits);
        before = Math.Min(before, slot);
        _today |= ((2UL << before) - 1) << (slot - before);
    }

    /// <summary>It is in another time zone than was thought.</summary>
    public void Move(int halfHours, ref Habits habits)
    {
        habits.Move(halfHours);
        _today = (_today & ~HalfHours) | Habits.Moved(_today & HalfHours, halfHours);
    }

    /// <summary>Whether it should be heard in a half hour of a local day, by its habits.</summary>
    public readonly bool IsExpected(int day, int slot, in Habits habits) => habits.IsExpected(day - DaysSince(day), day, slot);

    // A day before the one that lasts (it was moved to another time zone) goes into the one that lasts.
    private void Turn(int day, ref Habits habits)
    {
        var heard = _today & HalfHours;
        var since = DaysSince(day);
        if (heard != 0 && since < 0)
            return;
        if (heard != 0)
            habits.Learn(day - since, heard);
        _today = (ulong)(ushort)day << Habits.Slots;
    }

    // By the lowest 16 bits of both numbers.
    private readonly int DaysSince(int day) => (short)((ushort)day - (ushort)(_today >> Habits.Slots));

    private readonly bool Is(Flag flag) => (_flags & flag) != 0;

    private void Set(Flag flag, bool value) => _flags = value ? _flags | flag : _flags & ~flag;
}
