namespace FleetWatch.Detection.Presence;

/// <summary>What is known of one terminal's signs of life. Times in ticks of the feed's own clock.</summary>
internal struct TerminalPresence
{
    public long LastHeard;
    public long LastBeat;

    /// <summary>When anything at all was last received from it.</summary>
    public long LastSign;

    /// <summary>Attempts that the last heartbeat told of.</summary>
    public int LastAttempts;

    /// <summary>Between two heartbeats, learned; 0 until two have come.</summary>
    public long Interval;

    /// <summary>Heartbeats missed in a row.</summary>
    public int Missed;

    /// <summary>It fell silent when its habits allow it: nothing follows from this silence.</summary>
    public bool Excused;

    /// <summary>Its silence was told.</summary>
    public bool Silent;
    public float Beats;
    public float Lost;

    /// <summary>How far its clock is ahead.</summary>
    public long ClockAhead;

    /// <summary>Its heartbeats count attempts, or hosts report its approvals.</summary>
    public bool Counts;

    /// <summary>Everyday declines since its last heartbeat.</summary>
    public int Declines;

    /// <summary>Where nothing counts its attempts: its everyday declines, how many were to be expected, and the part of an attempt left over.</summary>
    public float Declined;
    public float DeclinesExpected;
    public float Supposed;

    public Habits Habits;

    /// <summary>The hour (of the feed's clock) that the counters below are of.</summary>
    public int Hour;
    public int HourBeats;
    public int HourAttempts;
    public int HourApprovals;

    /// <summary>How often a heartbeat of this terminal is lost without any trouble.</summary>
    public readonly double LossRate => Math.Clamp((0.1 + Lost) / (20 + Beats), 0.003, 0.5);

    public readonly void Write(BinaryWriter target)
    {
        target.Write(LastHeard);
        target.Write(LastBeat);
        target.Write(LastSign);
        target.Write(LastAttempts);
        target.Write(Interval);
        target.Write(Missed);
        target.Write(Excused);
        target.Write(Silent);
        target.Write(Beats);
        target.Write(Lost);
        target.Write(ClockAhead);
        target.Write(Counts);
        target.Write(Declines);
        target.Write(Declined);
        target.Write(DeclinesExpected);
        target.Write(Supposed);
        target.Write(Hour);
        target.Write(HourBeats);
        target.Write(HourAttempts);
        target.Write(HourApprovals);
        Habits.Write(target);
    }

    public static TerminalPresence Read(BinaryReader source) => new()
    {
        LastHeard = source.ReadInt64(),
        LastBeat = source.ReadInt64(),
        LastSign = source.ReadInt64(),
        LastAttempts = source.ReadInt32(),
        Interval = source.ReadInt64(),
        Missed = source.ReadInt32(),
        Excused = source.ReadBoolean(),
        Silent = source.ReadBoolean(),
        Beats = source.ReadSingle(),
        Lost = source.ReadSingle(),
        ClockAhead = source.ReadInt64(),
        Counts = source.ReadBoolean(),
        Declines = source.ReadInt32(),
        Declined = source.ReadSingle(),
        DeclinesExpected = source.ReadSingle(),
        Supposed = source.ReadSingle(),
        Hour = source.ReadInt32(),
        HourBeats = source.ReadInt32(),
        HourAttempts = source.ReadInt32(),
        HourApprovals = source.ReadInt32(),
        Habits = Habits.Read(source),
    };
}
