namespace FleetWatch.Ingest.Events;

/// <summary>The names of <see cref="Contracts.TerminalEvent"/>'s kinds on the wire, and what each must have.</summary>
internal static class EventTypes
{
    public const string TransactionFailed = "transaction.failed";
    public const string TransactionApproved = "transaction.approved";
    public const string TerminalHeartbeat = "terminal.heartbeat";
    public const string TerminalStarted = "terminal.started";
    public const string TerminalFaulted = "terminal.faulted";
    public const string SoftwareChanged = "terminal.software-changed";

    private static readonly Member[] Common = [Member.Id, Member.TerminalId, Member.OccurredAt];
    private static readonly Member[] OfFault = [.. Common, Member.Component];

    public static bool IsKnown(string type) => type is TransactionFailed or TransactionApproved or TerminalHeartbeat or TerminalStarted
        or TerminalFaulted or SoftwareChanged;

    public static Member[] Required(string? type) => type is TerminalFaulted ? OfFault : Common;
}
