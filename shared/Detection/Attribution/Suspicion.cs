using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// A hypothesis with what speaks for it, before it is asked whether its scope may be blamed at all. OwnTrouble: nats by which a part must be
/// explained better by a trouble of its own to be left out. Issuers: those with the most cards.
/// </summary>
internal sealed record Suspicion(CauseSignature Cause, ScopeKind Kind, List<Observation> Inside, double Strength, double Attempts, double Beats,
    FleetMap Fleet, DetectionSettings Settings,
    double OwnTrouble, IReadOnlyList<int> Issuers)
{
    public bool IsRegional => Kind is ScopeKind.Region or ScopeKind.Carrier;
}
