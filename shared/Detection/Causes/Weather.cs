using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Storm, flood or power cuts over a region: every carrier there suffers, partly.</summary>
internal static class Weather
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.Weather,
        Kinds = [ScopeKind.Region],
        Shows = [(Symptom.NoSignal, 0.33), (Symptom.ConnectTimeout, 0.33), (Symptom.ResponseTimeout, 0.34)],
        Family = CauseFamily.Network,
        Notify = [Audience.NetworkOperations],
        Beats = BeatEffect.AsTransactions,
        LeastStrength = 0.15,
        Severity = Severity.Critical,
    };
}
