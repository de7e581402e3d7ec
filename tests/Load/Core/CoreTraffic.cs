using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>
/// What a healthy fleet sends, in random order: approvals with one failure in twenty, or heartbeats. The same seed makes the same
/// events. Events are made in blocks ahead of being timed: reading them off the wire is not the core's work.
/// </summary>
internal sealed class CoreTraffic(int terminals, int seed)
{
    private const int Issuers = 200;
    private const int Cards = 5_000_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);

    // What fails day by day: mostly the card's and the holder's business, some of everything else.
    private static readonly (string? Response, string? Error)[] Everyday =
    [
        ("51", null), ("51", null), ("51", null), ("51", null), ("55", null), ("55", null), ("54", null), ("05", null), ("05", null),
        ("14", null), ("61", null), ("62", null), ("91", null), (null, "response-timeout"), (null, "no-signal"), (null, "mag-read-error"),
        (null, "chip-read-error"), (null, "contactless-read-error"), ("57", null), ("65", null),
    ];

    private readonly Random _random = new(seed);
    private readonly int[] _turns = Shuffled(terminals, seed);
    private long _number;
    private long _beats;

    /// <summary>The feed runs at a pace of 100 terminals an event and second: 10,000 a second for a million.</summary>
    public DateTimeOffset At(long number) => Start.AddSeconds(number * 100.0 / terminals);

    /// <summary>Feeds a block as Analysis does: what comes is expected before it is observed.</summary>
    public static DetectionOutput Feed(FleetDetector detector, (TerminalEvent Event, DateTimeOffset At)[] block)
    {
        for (var at = 0; at < block.Length; at++)
        {
            if (at + FleetDetector.Ahead < block.Length)
                detector.Expect(block[at + FleetDetector.Ahead].Event);
            detector.Observe(block[at].Event, block[at].At);
        }
        return detector.Advance(detector.Now);
    }

    public (TerminalEvent Event, DateTimeOffset At)[] Transactions(int count) => Block(count, Transaction);

    /// <summary>Every terminal's heartbeat comes in its turn, once in as many as there are terminals; the turns are in a random order.</summary>
    public (TerminalEvent Event, DateTimeOffset At)[] Heartbeats(int count) => Block(count, (_, id, at) => Heartbeat(_turns[(int)(_beats++ % terminals)], id, at));

    private (TerminalEvent Event, DateTimeOffset At)[] Block(int count, Func<int, string, DateTimeOffset, TerminalEvent> make)
    {
        var block = new (TerminalEvent, DateTimeOffset)[count];
        for (var at = 0; at < count; at++, _number++)
        {
            var now = At(_number);
            block[at] = (make(_random.Next(terminals), _number.ToString("x12", CultureInfo.InvariantCulture), now), now);
        }
        return block;
    }

    private TerminalEvent Transaction(int terminal, string id, DateTimeOffset at) => _random.Next(20) == 0
        ? Failure(terminal, id, at)
        : new TransactionApproved
        {
            Id = id,
            TerminalId = CoreFleet.TerminalId(terminal),
            OccurredAt = at,
            SoftwareVersion = CoreFleet.Version(terminal),
            EntryMode = "05",
            Bin = Bin(),
        };

    private TransactionFailed Failure(int terminal, string id, DateTimeOffset at)
    {
        var (response, error) = Everyday[_random.Next(Everyday.Length)];
        return new TransactionFailed
        {
            Id = id,
            TerminalId = CoreFleet.TerminalId(terminal),
            OccurredAt = at,
            SoftwareVersion = CoreFleet.Version(terminal),
            ResponseCode = response,
            ErrorCode = error,
            EntryMode = "05",
            Bin = Bin(),
            CardRef = _random.Next(Cards).ToString("x", CultureInfo.InvariantCulture),
        };
    }

    private static TerminalHeartbeat Heartbeat(int terminal, string id, DateTimeOffset at) => new()
    {
        Id = id,
        TerminalId = CoreFleet.TerminalId(terminal),
        OccurredAt = at,
        SentAt = at,
        SoftwareVersion = CoreFleet.Version(terminal),
        Attempts = 1,
        Approvals = 1,
    };

    private static int[] Shuffled(int count, int seed)
    {
        var turns = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(turns);
        return turns;
    }

    private string Bin() => (62_000_000 + _random.Next(Issuers)).ToString(CultureInfo.InvariantCulture);
}
