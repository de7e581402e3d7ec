using FleetWatch.Contracts;
using FleetWatch.Dashboard.Fleets;

namespace FleetWatch.Dashboard.Terminals;

/// <summary>A terminal as lists and pages show it.</summary>
internal sealed record TerminalRow
{
    public required string TerminalId { get; init; }

    /// <summary>Null: it is not registered.</summary>
    public TerminalRecord? Record { get; init; }
    public bool Retired { get; init; }
    public DateTimeOffset? FirstHeardAt { get; init; }
    public DateTimeOffset? LastHeardAt { get; init; }
    public required Pulse Pulse { get; init; }
    public int Failures { get; init; }

    /// <summary>Whether it runs what is newest for its model; null: nobody said what that is.</summary>
    public bool? IsUpToDate => Record is { LatestVersion: { } latest, SoftwareVersion: { } version } ? latest == version : null;
}

/// <summary>How often a code came, and what it would have brought.</summary>
internal sealed record SymptomRow(string Code, long Failures);

/// <summary>An event as it was reported, with its place among all others.</summary>
public sealed record EventRow(EventMark Mark, TerminalEvent Event);
