using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// Who should be heard and is not. A heartbeat is due by the terminal's own interval and habits; a silence that begins in the night or
/// at closing time is a shop that closed, and a fleet that falls silent as a whole is a gap in the data.
/// </summary>
internal sealed class PresenceWatch
{
    private const int NightFrom = (23 * 60) + 30;
    private const int NightUntil = 5 * 60;
    private const double GapShare = 0.6;
    private static readonly long HourTicks = TimeSpan.TicksPerHour;
    private static readonly long HalfHour = TimeSpan.FromMinutes(30).Ticks;
    private readonly Dictionary<int, long> _clocksAhead = [];
    private readonly FeedPulse _pulse = new();
    private readonly FleetMap _fleet;
    private TerminalPresence[] _all = [];
    private Habits[] _habits = [];

    public PresenceWatch(FleetMap fleet, ActivityHistory history)
    {
        _fleet = fleet;
        Elsewhere = new MissesElsewhere(fleet);
        Beatless = new BeatlessTerminals(fleet, this);
        Traffic = new UntoldTraffic(history, this);
    }

    public MissesElsewhere Elsewhere { get; }

    public BeatlessTerminals Beatless { get; }

    public UntoldTraffic Traffic { get; }

    /// <summary>Nothing is heard of the whole fleet.</summary>
    public bool FeedIsLost => _pulse.IsLost;

    /// <summary>Terminals that there is room for: all that were ever heard, and perhaps more.</summary>
    public int Room => Math.Min(_all.Length, _fleet.Terminals);

    /// <summary>The share of heartbeats that is missed in the whole fleet alike, 0 to 1: the feed's own trouble.</summary>
    public double MissedEverywhere => _pulse.IsLost ? 1 : Elsewhere.Everywhere;

    public ref TerminalPresence this[int terminal]
    {
        get
        {
            if (terminal >= _all.Length)
                Grow();
            return ref _all[terminal];
        }
    }

    public void Needed(int terminal) => Soon.Needed(_all, terminal);

    /// <summary>A sign of life, at any time up to now.</summary>
    /// <returns>Since when it had been silent, where that had been told.</returns>
    public long? Heard(int terminal, long at, bool beat)
    {
        ref var one = ref this[terminal];
        long? silentSince = one.Silent ? one.LastSign : null;
        one.LastSign = Math.Max(one.LastSign, at);
        if (beat)
        {
            _pulse.Heard();
            Elsewhere.Heard(_fleet.LookOf(terminal).Index);
        }
        if (at <= one.LastHeard)
            return null;
        var before = beat ? one.Beat(at) : 0;
        // Only heartbeats keep the beat: a failure in between says that it lives, not that the next one is due later.
        if (beat || one.Missed > 0)
            (one.LastHeard, one.Missed, one.Excused, one.Silent) = (at, 0, false, false);
        one.LivesUnheard &= !beat;
        if (one.LivesUnheard)
            return silentSince; // failures alone are no habit
        var seat = _fleet.Seat(terminal);
        one.Heard(seat.LocalDay(at), seat.LocalMinute(at) / 30, before, ref _habits[terminal]);
        return silentSince;
    }

    /// <summary>The registry says that a terminal is in another time zone than was thought: its habits are those of its own hours all the same.</summary>
    public void Moved(int terminal, int minutes)
    {
        if (minutes != 0 && terminal < Room)
            _all[terminal].Move(minutes / 30, ref _habits[terminal]);
    }

    /// <summary>Finds the heartbeats that are overdue by now, in the order of the terminals.</summary>
    /// <param name="now">In ticks.</param>
    /// <param name="before">When it was asked last.</param>
    /// <param name="overdue">They are added to it.</param>
    public void Sweep(long now, long before, List<(int Terminal, int Missed)> overdue)
    {
        var (expected, missing, late, dueEach) = (0, 0, 0, 0.0);
        var first = overdue.Count;
        for (var terminal = 0; terminal < Room; terminal++)
        {
            ref var one = ref _all[terminal];
            if (one.Interval == 0 || one.Excused || _fleet.Seat(terminal).Retired)
                continue;
            expected++;
            dueEach += (now - before) / (double)one.Interval;
            var due = one.LastHeard + (one.Interval * (one.Missed + 1)) + (one.Interval * 35 / 100);
            var lateFrom = due - (one.Interval * 30 / 100);
            late += one.Missed == 0 && lateFrom > before && lateFrom <= now ? 1 : 0;
            if (now < due)
            {
                missing += one.Missed > 0 ? 1 : 0;
                continue;
            }
            missing++;
            if (Excused(terminal, one))
                one.Excused = true;
            else
                overdue.Add((terminal, ++one.Missed));
        }
        var isBack = _pulse.Sweep(late, dueEach);
        if (_pulse.IsLost || isBack || missing > Math.Max(10, GapShare * expected))
            TakeBack(overdue, first);
        if (!isBack)
            return;
        BeginAnew(now);
        Beatless.FeedIsBack(now);
    }

    /// <summary>Whether the terminal's counters have told by now of what was tried at that time.</summary>
    public bool HasTold(int terminal, long at)
    {
        ref readonly var one = ref this[terminal];
        return Beatless.Tells(one) && (!one.BeatsCount || at <= one.LastBeat);
    }

    /// <summary>How far the terminal's clock is ahead, in ticks.</summary>
    public long ClockAheadOf(int terminal) => this[terminal].ClockIsWrong ? _clocksAhead[terminal] : 0;

    /// <summary>
    /// What a heartbeat says of its terminal's clock. Ahead of the time at which it was sent is a wrong clock; behind, it may have been kept and sent later,
    /// and only two in a row that are alike say so.
    /// </summary>
    /// <param name="terminal">Whose.</param>
    /// <param name="ticks">How far ahead; 0: right.</param>
    /// <param name="alike">The most that two of one clock differ by.</param>
    public void ClockIsAhead(int terminal, long ticks, long alike)
    {
        ref var one = ref this[terminal];
        one.ClockIsWrong = ticks > 0 || (ticks < 0 && _clocksAhead.TryGetValue(terminal, out var before) && Math.Abs(ticks - before) <= alike);
        if (ticks != 0)
            _clocksAhead[terminal] = ticks;
        else if (_clocksAhead.Count > 0)
            _clocksAhead.Remove(terminal);
    }

    public void Write(BinaryWriter target)
    {
        Grow();
        target.Write(_fleet.Terminals);
        target.Write(MemoryMarshal.AsBytes(_all.AsSpan(0, _fleet.Terminals)));
        target.Write(MemoryMarshal.AsBytes(_habits.AsSpan(0, _fleet.Terminals)));
        target.Write(_clocksAhead.Count);
        foreach (var (terminal, ahead) in _clocksAhead.OrderBy(clock => clock.Key))
        {
            target.Write(terminal);
            target.Write(ahead);
        }
        Traffic.Write(target);
        Beatless.Write(target);
        _pulse.Write(target);
        Elsewhere.Write(target);
    }

    public void Read(BinaryReader source)
    {
        var count = source.ReadInt32();
        if (count != _fleet.Terminals)
            throw new InvalidDataException("The state of the detector has another number of terminals than of presences.");
        Grow();
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_all.AsSpan(0, count)));
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_habits.AsSpan(0, count)));
        for (var left = source.ReadInt32(); left > 0; left--)
            _clocksAhead[source.ReadInt32()] = source.ReadInt64();
        Traffic.Read(source);
        Beatless.Read(source);
        _pulse.Read(source);
        Elsewhere.Read(source);
    }

    /// <summary>The hour that has ended for this terminal, once; null while it lasts or where nothing was heard in it.</summary>
    public HourlyActivity? EndedHour(int terminal, long now)
    {
        ref var one = ref this[terminal];
        var hour = (int)(now / HourTicks);
        if (one.Hour == hour)
            return null;
        var ended = one.HourBeats + one.HourAttempts == 0 ? null : new HourlyActivity
        {
            TerminalId = _fleet.Seat(terminal).TerminalId,
            At = new DateTimeOffset(now, TimeSpan.Zero),
            Hour = new DateTimeOffset(one.Hour * HourTicks, TimeSpan.Zero),
            Heartbeats = one.HourBeats,
            Attempts = one.HourAttempts,
            Approvals = one.HourApprovals,
        };
        (one.Hour, one.HourBeats, one.HourAttempts, one.HourApprovals) = (hour, 0, 0, 0);
        return ended;
    }

    private bool Excused(int terminal, in TerminalPresence one)
    {
        var seat = _fleet.Seat(terminal);
        var began = seat.LocalMinute(one.LastHeard);
        if (one.Missed == 0 && (began >= NightFrom || began < NightUntil))
            return true;
        var due = one.LastHeard + (one.Interval * (one.Missed + 1));
        return !IsExpected(terminal, one, due);
    }

    private bool IsExpected(int terminal, in TerminalPresence one, long at)
    {
        var seat = _fleet.Seat(terminal);
        return one.IsExpected(seat.LocalDay(at), seat.LocalMinute(at) / 30, _habits[terminal]);
    }

    // Heartbeats that would have come while the feed was lost count as come: each terminal is as overdue as it was before, and its habits keep these hours.
    private void BeginAnew(long now)
    {
        for (var terminal = 0; terminal < Room; terminal++)
        {
            ref var one = ref _all[terminal];
            if (one.Interval == 0 || one.Excused)
                continue;
            if (one.Missed == 0)
                Suppose(terminal, ref one, Math.Max(one.LastHeard, now - TimeSpan.TicksPerDay), now);
            one.LastHeard += Math.Max(0, ((now - one.LastHeard) / one.Interval) - one.Missed) * one.Interval;
        }
    }

    private void Suppose(int terminal, ref TerminalPresence one, long from, long until)
    {
        var seat = _fleet.Seat(terminal);
        for (var at = from; at < until; at += HalfHour)
        {
            if (IsExpected(terminal, one, at))
                one.Heard(seat.LocalDay(at), seat.LocalMinute(at) / 30, before: 0, ref _habits[terminal]);
        }
    }

    // Everybody silent at once is no news of anybody: the feed itself has a gap.
    private void TakeBack(List<(int Terminal, int Missed)> overdue, int first)
    {
        for (var at = first; at < overdue.Count; at++)
            this[overdue[at].Terminal].Missed--;
        overdue.RemoveRange(first, overdue.Count - first);
    }

    private void Grow()
    {
        Growing.ToHold(ref _all, _fleet.Terminals);
        Growing.ToHold(ref _habits, _all.Length);
    }
}
