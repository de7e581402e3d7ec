using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Presence;

/// <summary>
/// Terminals that live and whose heartbeats do not come: they send none, or what brings heartbeats is away while failures still come another way. What they try
/// is supposed; otherwise each of their failures would be all that was tried.
/// </summary>
internal sealed class BeatlessTerminals(FleetMap fleet, PresenceWatch presences)
{
    private static readonly long Lives = TimeSpan.FromDays(3).Ticks;

    /// <summary>Intervals without a heartbeat, and then an answer of a host: the heartbeats are away and not the terminal, nor its line.</summary>
    private const int Beatless = 4;
    private readonly BeatsAway _away = new(fleet);
    private long _supposedAt;

    /// <summary>Failures that a host answered since then, while no heartbeat of the fleet came.</summary>
    private int _answered;

    /// <summary>When the feed of heartbeats was lost last and came back: what did not come before says nothing of a terminal.</summary>
    private long _backAt;

    /// <summary>Whoever told approvals one by one tells none any more, while everyday declines come: nothing is known of what passes.</summary>
    public bool ApprovalsAway { get; set; }

    /// <summary>Terminals alive that told what they try and do not any more, 0 to 1, as of the last quarter of an hour.</summary>
    public double AttemptsUntold { get; private set; }

    /// <summary>What it tries is told: its heartbeats count attempts, or its approvals come one by one.</summary>
    public bool Tells(in TerminalPresence one) => one.BeatsCount || (one.ApprovalsTold && !ApprovalsAway);

    /// <summary>Finds them, once a quarter of an hour. Silence is no news of them until a heartbeat comes.</summary>
    /// <param name="now">In ticks.</param>
    /// <param name="unheard">They are added to it, each with the time of which nothing is told.</param>
    public void Find(long now, List<(int Terminal, long Span)> unheard)
    {
        if (now / ActivityHistory.QuarterTicks == _supposedAt / ActivityHistory.QuarterTicks)
            return;
        var passed = _supposedAt == 0 ? ActivityHistory.QuarterTicks : Math.Min(now - _supposedAt, Beatless * ActivityHistory.QuarterTicks);
        var isLost = presences.FeedIsLost && _answered > 0;
        var (telling, untelling) = (0, 0);
        _away.Count(presences, now);
        for (var terminal = 0; terminal < presences.Room; terminal++)
        {
            ref var one = ref presences[terminal];
            if (one.LastSign == 0)
                continue;
            var isAlive = now - one.LastSign < Lives && !fleet.Seat(terminal).Retired;
            if (one.LivesUnheard || BeatsAreAway(one, now, isLost) || IsCovered(terminal, one))
            {
                var untold = one.LivesUnheard || one.LastBeat == 0 ? passed : Math.Min(now - one.LastBeat, Beatless * ActivityHistory.QuarterTicks);
                LivesUnheard(ref one);
                if (!isAlive || Tells(one))
                    one.LastAttempts = 0;
                else
                    unheard.Add((terminal, untold));
            }
            if (isAlive && one.HasTold && (one.Interval > 0 || one.LastBeat == 0))
                (telling, untelling) = Tells(one) ? (telling + 1, untelling) : (telling, untelling + 1);
        }
        AttemptsUntold = untelling / Math.Max(1.0, telling + untelling);
        (_supposedAt, _answered) = (now, 0);
    }

    /// <summary>The part of a quarter of an hour that has passed since then, 0 to 1.</summary>
    public double Unsupposed(long now) => Math.Clamp((now - _supposedAt) / (double)ActivityHistory.QuarterTicks, 0, 1);

    /// <summary>A host has just refused a transaction of it: its line is up, whether heartbeats come or not.</summary>
    public void Answered(int terminal, long now)
    {
        _answered += presences.FeedIsLost ? 1 : 0;
        ref var one = ref presences[terminal];
        if (one.LastBeat > 0 && now - Math.Max(one.LastBeat, _backAt) > Beatless * Math.Max(one.Interval, ActivityHistory.QuarterTicks))
            LivesUnheard(ref one);
    }

    /// <summary>Heartbeats of the fleet come again.</summary>
    public void FeedIsBack(long now) => _backAt = now;

    public void Write(BinaryWriter target)
    {
        target.Write(ApprovalsAway);
        target.Write(AttemptsUntold);
        target.Write(_supposedAt);
        target.Write(_answered);
        target.Write(_backAt);
    }

    public void Read(BinaryReader source) =>
        (ApprovalsAway, AttemptsUntold, _supposedAt, _answered, _backAt) = (source.ReadBoolean(), source.ReadDouble(), source.ReadInt64(), source.ReadInt32(), source.ReadInt64());

    // What the last heartbeat counted is no news any more: the next one says whether it counts.
    private static void LivesUnheard(ref TerminalPresence one) => (one.LivesUnheard, one.BeatsCount) = (true, false);

    private bool IsCovered(int terminal, in TerminalPresence one) => _away.Any && one.Missed > 0 && !one.Excused && _away.Covers(fleet.LookOf(terminal), one.LastBeat);

    private static bool BeatsAreAway(in TerminalPresence one, long now, bool isLost) => one.Interval == 0 || (isLost && now - one.LastBeat > one.Interval * 135 / 100);
}
