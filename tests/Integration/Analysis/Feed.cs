using FleetWatch.Contracts;

namespace FleetWatch.Integration.Analysis;

/// <summary>Messages as Ingest would send them.</summary>
internal static class Feed
{
    public static readonly DateTimeOffset Start = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);

    public static EventBatch Batch(string organisation, params TerminalEvent[] events) => BatchAt(organisation, Start, events);

    public static EventBatch BatchAt(string organisation, DateTimeOffset receivedAt, params TerminalEvent[] events) => new()
    {
        BatchId = Guid.NewGuid(),
        Organisation = organisation,
        Source = "test",
        ReceivedAt = receivedAt,
        Events = events,
    };

    public static TransactionFailed Failure(string terminalId, string id) => new()
    {
        Id = id,
        TerminalId = terminalId,
        OccurredAt = Start.ToOffset(TimeSpan.FromHours(8)),
        ResponseCode = "91",
        EntryMode = "05",
        Bin = "62002202",
        CardRef = "c9f3a1c5e2b10",
        AmountMinor = 12_900,
        Currency = "CNY",
        LatencyMs = 9_310,
        SoftwareVersion = "3.2.4",
        Carrier = "cmcc",
    };

    public static TerminalHeartbeat Heartbeat(string terminalId, string id) => new()
    {
        Id = id,
        TerminalId = terminalId,
        OccurredAt = Start,
        Attempts = 12,
        Approvals = 11,
    };
}
