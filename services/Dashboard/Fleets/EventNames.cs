using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>What an event is called on the wire, and which events are kept one by one.</summary>
internal static class EventNames
{
    public static string Of(TerminalEvent happened) => happened switch
    {
        TransactionFailed => "transaction.failed",
        TransactionApproved => "transaction.approved",
        TerminalHeartbeat => "terminal.heartbeat",
        TerminalStarted => "terminal.started",
        TerminalFaulted => "terminal.faulted",
        SoftwareChanged => "terminal.software-changed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What kind of it: the code of a failure, the part that is faulty, the reason of a start.</summary>
    public static string? CodeOf(TerminalEvent happened) => happened switch
    {
        TransactionFailed failed => failed.ErrorCode ?? failed.ResponseCode,
        TerminalFaulted faulted => faulted.Component,
        TerminalStarted started => started.Reason,
        SoftwareChanged changed => changed.SoftwareVersion,
        _ => null,
    };

    public static bool IsKept(TerminalEvent happened) => happened is not (TerminalHeartbeat or TransactionApproved);
}
