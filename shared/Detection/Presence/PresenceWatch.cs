using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// Who should be heard and is not. A heartbeat is due by the terminal's own interval and habits; a silence that begins in the night or
/// at closing time is a shop that closed, and a fleet that falls silent as a whole is a gap in the data.
/// </summary>
internal sealed class PresenceWatch(FleetMap fleet, ActivityHistory history)
{
    private const int NightFrom = (23 * 60) + 30;
    private const int NightUntil = 5 * 60;
    private const double GapShare = 0.6;
    private const int Sampled = 4096;

    /// <summary>How many terminals ahead their places are fetched where many are walked.</summary>
    private const int Ahead = 12;
    private static readonly long SampledEvery = TimeSpan.FromSeconds(10).Ticks;
    private static readonly long HourTicks = TimeSpan.TicksPerHour;
    private static readonly long HalfHour = TimeSpan.FromMinutes(30).Ticks;
    private readonly Dictionary<int, long> _clocksAhead = [];
    private readonly Dictionary<(int Group, bool OnlyWhileHeard), (long Moment, GuessedTraffic Guess)> _sampled = [];
    private readonly FeedPulse _pulse = new();
    private TerminalPresence[] _all = [];
    private Habits[] _habits = [];

    public MissesElsewhere Elsewhere { get; } = new(fleet);

    /// <summary>The share of heartbeats that is missed in the whole fleet alike, 0 to 1: the feed's own trouble.</summary>
    public double MissedEverywhere => _pulse.IsLost ? 1 : Elsewhere.Everywhere;

    /// <summary>Terminals that <see cref="Untold"/> looked at, since the beginning.</summary>
    public long Visited { get; private set; }

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
            Elsewhere.Heard(fleet.LookOf(terminal).Index);
        }
        if (at <= one.LastHeard)
            return null;
        var before = beat ? one.Beat(at) : 0;
        // Only heartbeats keep the beat: a failure in between says that it lives, not that the next one is due later.
        if (beat || one.Missed > 0)
            (one.LastHeard, one.Missed, one.Excused, one.Silent) = (at, 0, false, false);
        var seat = fleet.Seat(terminal);
        one.Heard(seat.LocalDay(at), seat.LocalMinute(at) / 30, before, ref _habits[terminal]);
        return silentSince;
    }

    /// <summary>Finds the heartbeats that are overdue by now, in the order of the terminals.</summary>
    /// <param name="now">In ticks.</param>
    /// <param name="before">When it was asked last.</param>
    /// <param name="overdue">They are added to it.</param>
    public void Sweep(long now, long before, List<(int Terminal, int Missed)> overdue)
    {
        var (expected, missing, late, dueEach) = (0, 0, 0, 0.0);
        var first = overdue.Count;
        for (var terminal = 0; terminal < Math.Min(_all.Length, fleet.Terminals); terminal++)
        {
            ref var one = ref _all[terminal];
            if (one.Interval == 0 || one.Excused || fleet.Seat(terminal).Retired)
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
        if (isBack)
            BeginAnew(now);
    }

    /// <summary>
    /// Attempts that no heartbeat has told of yet: the mean of what the last one told of and of what there was at this time yesterday, by the time that
    /// has passed. How wrong that may be (a promotion, the hour at which a shop opens) is for whoever judges by it. Of a wide group
    /// only every so many terminals are looked at, and no oftener than every ten seconds: their sum says as much within some 2 %.
    /// </summary>
    /// <param name="group">Whose.</param>
    /// <param name="now">Up to when.</param>
    /// <param name="onlyWhileHeard">A dead line is in question: since its last sign of life a terminal may have tried in vain.</param>
    public GuessedTraffic Untold(Group group, long now, bool onlyWhileHeard)
    {
        var (members, each) = group.Sample(Sampled);
        if (each == 1)
            return Guess(members, each, now, onlyWhileHeard);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_sampled, (group.Index, onlyWhileHeard), out _);
        if (known.Moment != now / SampledEvery)
            known = (now / SampledEvery, Guess(members, each, now, onlyWhileHeard));
        return known.Guess;
    }

    /// <summary>Whether the terminal's counters have told by now of what was tried at that time.</summary>
    public bool HasTold(int terminal, long at)
    {
        ref readonly var one = ref this[terminal];
        return one.Counts && (!one.BeatsCount || at <= one.LastBeat);
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
        target.Write(fleet.Terminals);
        target.Write(MemoryMarshal.AsBytes(_all.AsSpan(0, fleet.Terminals)));
        target.Write(MemoryMarshal.AsBytes(_habits.AsSpan(0, fleet.Terminals)));
        target.Write(_clocksAhead.Count);
        foreach (var (terminal, ahead) in _clocksAhead.OrderBy(clock => clock.Key))
        {
            target.Write(terminal);
            target.Write(ahead);
        }
        target.Write(_sampled.Count);
        foreach (var ((group, onlyWhileHeard), (moment, guess)) in _sampled.OrderBy(one => one.Key))
        {
            target.Write(group);
            target.Write(onlyWhileHeard);
            target.Write(moment);
            guess.Write(target);
        }
        _pulse.Write(target);
        Elsewhere.Write(target);
    }

    public void Read(BinaryReader source)
    {
        var count = source.ReadInt32();
        if (count != fleet.Terminals)
            throw new InvalidDataException("The state of the detector has another number of terminals than of presences.");
        Grow();
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_all.AsSpan(0, count)));
        source.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_habits.AsSpan(0, count)));
        for (var left = source.ReadInt32(); left > 0; left--)
            _clocksAhead[source.ReadInt32()] = source.ReadInt64();
        for (var left = source.ReadInt32(); left > 0; left--)
            _sampled[(source.ReadInt32(), source.ReadBoolean())] = (source.ReadInt64(), GuessedTraffic.Read(source));
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
            TerminalId = fleet.Seat(terminal).TerminalId,
            At = new DateTimeOffset(now, TimeSpan.Zero),
            Hour = new DateTimeOffset(one.Hour * HourTicks, TimeSpan.Zero),
            Heartbeats = one.HourBeats,
            Attempts = one.HourAttempts,
            Approvals = one.HourApprovals,
        };
        (one.Hour, one.HourBeats, one.HourAttempts, one.HourApprovals) = (hour, 0, 0, 0);
        return ended;
    }

    private GuessedTraffic Guess(GroupMembers members, int each, long now, bool onlyWhileHeard)
    {
        var (untold, supposing, terminals) = (0.0, 0, 0);
        var yesterday = (int)((now - TimeSpan.TicksPerDay) / ActivityHistory.QuarterTicks);
        var soon = members;
        for (var ahead = 0; ahead < Ahead && soon.MoveNext(); ahead++)
            Needed(soon.Current);
        foreach (var member in members)
        {
            if (soon.MoveNext())
                Needed(soon.Current);
            Visited++;
            ref readonly var one = ref this[member];
            terminals++;
            supposing += one.Counts ? 0 : 1;
            if (one.Interval > 0 && one.Missed == 0)
                untold += (one.LastAttempts + history.Attempts(member, yesterday)) / 2.0 * Math.Clamp(((onlyWhileHeard ? one.LastSign : now) - one.LastBeat) / (double)one.Interval, 0, 1);
        }
        return new GuessedTraffic(untold * each, terminals == 0 ? 0 : supposing / (double)terminals, terminals);
    }

    private bool Excused(int terminal, in TerminalPresence one)
    {
        var seat = fleet.Seat(terminal);
        var began = seat.LocalMinute(one.LastHeard);
        if (one.Missed == 0 && (began >= NightFrom || began < NightUntil))
            return true;
        var due = one.LastHeard + (one.Interval * (one.Missed + 1));
        return !IsExpected(terminal, one, due);
    }

    private bool IsExpected(int terminal, in TerminalPresence one, long at)
    {
        var seat = fleet.Seat(terminal);
        return one.IsExpected(seat.LocalDay(at), seat.LocalMinute(at) / 30, _habits[terminal]);
    }

    // Heartbeats that would have come while the feed was lost count as come: each terminal is as overdue as it was before, and its habits keep these hours.
    private void BeginAnew(long now)
    {
        for (var terminal = 0; terminal < Math.Min(_all.Length, fleet.Terminals); terminal++)
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
        var seat = fleet.Seat(terminal);
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
        Growing.ToHold(ref _all, fleet.Terminals);
        Growing.ToHold(ref _habits, _all.Length);
    }
}
