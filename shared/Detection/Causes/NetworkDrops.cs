using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>One terminal loses its link now and then: weak signal, a bad SIM or cable. Its neighbours are fine.</summary>
internal static class NetworkDrops
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.NetworkDrops,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.NoSignal, 0.33), (Symptom.ConnectTimeout, 0.33), (Symptom.ResponseTimeout, 0.34)],
        Family = CauseFamily.Network,
        Notify = [Audience.FieldTechnician, Audience.Merchant],
        Beats = BeatEffect.AsTransactions,
        LeastStrength = 0.1,
        Severity = Severity.Minor,
    };
}
