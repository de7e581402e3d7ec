using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// A hypothesis with what speaks for it, before it is asked whether its scope may be blamed at all. OwnTrouble: nats by which a part must be
/// explained better by a trouble of its own to be left out.
/// </summary>
internal sealed record Suspicion(CauseSignature Cause, ScopeKind Kind, List<Observation> Inside, double Strength, double Attempts, double Beats,
    FleetMap Fleet, DetectionSettings Settings,
    double OwnTrouble)
{
    /// <summary>Of the whole fleet: the issuers with the most cards.</summary>
    public IReadOnlyList<int> Issuers { get; init; } = [];

    public bool IsRegional => Kind is ScopeKind.Region or ScopeKind.Carrier;
}
