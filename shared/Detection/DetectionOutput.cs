using FleetWatch.Contracts;

namespace FleetWatch.Detection;

/// <summary>What one step of the detector found. Both lists are in the order in which things were decided.</summary>
public sealed record DetectionOutput(IReadOnlyList<FindingEvent> Findings, IReadOnlyList<TerminalFact> Facts)
{
    /// <summary>Nothing found.</summary>
    public static DetectionOutput Empty { get; } = new([], []);
}
