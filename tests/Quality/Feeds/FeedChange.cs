using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Quality.Weeks;

namespace FleetWatch.Quality.Feeds;

/// <summary>Another way in which the same weeks might have been told, with nothing wrong about it.</summary>
/// <param name="What">In words.</param>
/// <param name="Through">What comes of the feed, in any order.</param>
/// <param name="TellsApprovals">Approvals come one by one, and heartbeats count nothing.</param>
/// <param name="MostAWeek">False pages that a quiet week may have.</param>
internal sealed record FeedChange(string What, Func<IEnumerable<TerminalEvent>, IEnumerable<TerminalEvent>> Through, bool TellsApprovals = false, int MostAWeek = 1)
{
    /// <summary>In the middle of a morning's trade, when all is known.</summary>
    public static readonly DateTimeOffset Friday = SimulatedWeek.Start.AddDays(4).AddHours(10);

    public static FeedChange NoHeartbeats { get; } = Without("no heartbeats at all", one => one is TerminalHeartbeat) with { MostAWeek = 2 };

    public static FeedChange HeartbeatsEnd { get; } = Without("no heartbeats from the fifth day on", one => one is TerminalHeartbeat && IsLate(one));

    /// <summary>Told as that carrier's outage at first, as which it cannot be told from one.</summary>
    public static FeedChange BeatsOfOneEnd { get; } = Without("no heartbeats of a carrier from the fifth day on", one => one is TerminalHeartbeat { Carrier: "cmcc" } && IsLate(one)) with { MostAWeek = 2 };

    public static FeedChange NoCards { get; } = Failing("no cards", failed => failed with { CardRef = null });

    public static IReadOnlyList<FeedChange> All { get; } =
    [
        Each("nothing", one => [one]),
        NoHeartbeats,
        HeartbeatsEnd,
        BeatsOfOneEnd,
        Without("no heartbeats of a model from the fifth day on", one => one is TerminalHeartbeat { Model: "S90" } && IsLate(one)) with { MostAWeek = 3 },
        Without("nothing but failures", one => one is not TransactionFailed) with { MostAWeek = 2 },
        Beating("no counters from the fifth day on", beat => IsLate(beat) ? beat with { Attempts = null, Approvals = null } : beat),
        Beating("counters that always say 0, of a fifth", beat => IsOf(beat, 200) && beat.Attempts is not null ? beat with { Attempts = 0, Approvals = 0 } : beat),
        Without("no failures until the fifth day", one => one is TransactionFailed && !IsLate(one)),
        Without("what hosts refuse from the fifth day on", one => one is TransactionFailed { ErrorCode: null } && !IsLate(one)),
        Without("what terminals tell of from the fifth day on", one => one is TransactionFailed { ErrorCode: not null } && !IsLate(one)),
        Without("approvals, none from the fifth day on", one => one is TransactionApproved && IsLate(one)) with { TellsApprovals = true },
        Without("approvals and no heartbeats, no approvals from the fifth day on", one => one is TerminalHeartbeat || (one is TransactionApproved && IsLate(one))) with { TellsApprovals = true },
        Each("approvals, those of a day the night after it", one => [one is TransactionApproved ? one with { SentAt = Midnight(one).AddHours(26) } : one]) with { TellsApprovals = true, MostAWeek = 2 },
        NoCards,
        Failing("no cards, no amounts", failed => failed with { CardRef = null, AmountMinor = null, Currency = null }),
        Failing("no issuers", failed => failed with { Bin = null }),
        Each("each failure told by two, with and without its card", one => one is TransactionFailed failed
            ? [failed, failed with { Id = failed.Id + "-host", SentAt = Sent(one).AddSeconds(5), CardRef = null }] : [one]),
        Each("all of it twice", one => [one, one with { SentAt = Sent(one).AddSeconds(Share(one.Id) / 10.0) }]),
        new("heartbeats every four hours", feed => Rare(feed, 16)),
        new("heartbeats once a day", feed => Rare(feed, 96)),
        Beating("heartbeats at the same moment, every quarter of an hour", beat => beat with { OccurredAt = Ceiling(beat, 15), SentAt = Ceiling(beat, 15) }),
        Beating("heartbeats collected for a quarter of an hour", beat => beat with { SentAt = Ceiling(beat, 15) }),
        Beating("heartbeats collected for an hour", beat => beat with { SentAt = Ceiling(beat, 60) }),
        Each("all collected for an hour", one => [one with { SentAt = Ceiling(one, 60) }]),
        Failing("failures collected until 22:30", failed => failed with { SentAt = Midnight(failed.OccurredAt.AddHours(1.5)).AddHours(22.5) }),
        Each("no time of sending", one => [one with { SentAt = null }]),
        Each("clocks of a tenth an hour ahead from the fifth day on", one => [IsOf(one, 100) && IsLate(one) ? one with { OccurredAt = one.OccurredAt.AddHours(1) } : one]),
    ];

    /// <summary>The feed as it comes then, in the order in which it is sent.</summary>
    public IEnumerable<TerminalEvent> Of(IEnumerable<TerminalEvent> feed) => Through(feed).OrderBy(Sent);

    private static FeedChange Each(string what, Func<TerminalEvent, IEnumerable<TerminalEvent>> told) => new(what, feed => feed.SelectMany(told));

    // One of so many, which counts what all of them would have.
    private static IEnumerable<TerminalEvent> Rare(IEnumerable<TerminalEvent> feed, int of)
    {
        var counted = new Dictionary<string, (int Beats, int Attempts, int Approvals)>();
        foreach (var one in feed)
        {
            if (one is not TerminalHeartbeat beat)
            {
                yield return one;
                continue;
            }
            var (beats, attempts, approvals) = counted.GetValueOrDefault(one.TerminalId, (Share(one.TerminalId) % of, 0, 0));
            (beats, attempts, approvals) = (beats + 1, attempts + (beat.Attempts ?? 0), approvals + (beat.Approvals ?? 0));
            counted[one.TerminalId] = beats < of ? (beats, attempts, approvals) : default;
            if (beats >= of)
                yield return beat with { Attempts = beat.Attempts is null ? null : attempts, Approvals = beat.Approvals is null ? null : approvals };
        }
    }

    private static FeedChange Without(string what, Func<TerminalEvent, bool> isLost) => Each(what, one => isLost(one) ? [] : [one]);

    private static FeedChange Failing(string what, Func<TransactionFailed, TransactionFailed> told) => Each(what, one => [one is TransactionFailed failed ? told(failed) : one]);

    private static FeedChange Beating(string what, Func<TerminalHeartbeat, TerminalHeartbeat> told) => Each(what, one => [one is TerminalHeartbeat beat ? told(beat) : one]);

    private static bool IsLate(TerminalEvent one) => Sent(one) >= Friday;

    private static bool IsOf(TerminalEvent one, int ofThousand) => Share(one.TerminalId) < ofThousand;

    public static int Share(string id) => (int)(StableHash.Of(id) % 1000);

    public static DateTimeOffset Sent(TerminalEvent one) => one.SentAt ?? one.OccurredAt;

    private static DateTimeOffset Midnight(TerminalEvent one) => Midnight(Sent(one));

    private static DateTimeOffset Midnight(DateTimeOffset at) => SimulatedWeek.Start.AddDays(Math.Floor((at - SimulatedWeek.Start).TotalDays));

    // A few seconds apart, as they are even where all are sent at once.
    private static DateTimeOffset Ceiling(TerminalEvent one, int minutes) =>
        SimulatedWeek.Start.AddMinutes(Math.Ceiling((Sent(one) - SimulatedWeek.Start).TotalMinutes / minutes) * minutes).AddMilliseconds(Share(one.TerminalId) * 5);
}
