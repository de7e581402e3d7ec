using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Busy hours: a part of the traffic is lost, the rest passes. Comes back at the same hours.</summary>
internal static class NetworkCongestion
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.NetworkCongestion,
        Kinds = [ScopeKind.Site],
        Shows = [(Symptom.NoSignal, 0.33), (Symptom.ConnectTimeout, 0.33), (Symptom.ResponseTimeout, 0.34)],
        Family = CauseFamily.Network,
        Notify = [Audience.NetworkOperations, Audience.Merchant],
        LeastStrength = 0.1,
        MostStrength = 0.65,
        Beats = BeatEffect.AsTransactions,
        Severity = Severity.Minor,
        OverAfter = TimeSpan.FromHours(30),
    };
}
