using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Router or line of a site: its terminals fall silent or time out together, whatever the issuer.</summary>
internal static class SiteNetwork
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.SiteNetwork,
        Kinds = [ScopeKind.Site],
        Shows = [(Symptom.NoSignal, 0.33), (Symptom.ConnectTimeout, 0.33), (Symptom.ResponseTimeout, 0.34)],
        Family = CauseFamily.Network,
        Notify = [Audience.NetworkOperations, Audience.Merchant],
        Beats = BeatEffect.AsTransactions,
        LeastStrength = 0.65,
        LogPrior = 0.7,
    };
}
