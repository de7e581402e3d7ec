using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A carrier fails in a region, or everywhere: many sites, other carriers there are fine.</summary>
internal static class CarrierOutage
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.CarrierOutage,
        Kinds = [ScopeKind.CarrierRegion, ScopeKind.Carrier],
        Shows = [(Symptom.NoSignal, 0.33), (Symptom.ConnectTimeout, 0.33), (Symptom.ResponseTimeout, 0.34)],
        Family = CauseFamily.Network,
        Notify = [Audience.NetworkOperations],
        Beats = BeatEffect.AsTransactions,
        LeastStrength = 0.4,
        Severity = Severity.Critical,
    };
}
