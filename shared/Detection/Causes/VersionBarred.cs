using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A version that is no longer admitted, or has lost what its terminals are registered by.</summary>
internal static class VersionBarred
{
    public static CauseSignature Signature { get; } = BadRelease.Signature with
    {
        Shows = [(Symptom.NotPermittedTerminal, 0.5), (Symptom.TerminalUnknown, 0.2), (Symptom.InvalidMerchant, 0.2), (Symptom.SignOn, 0.1)],
        Family = CauseFamily.Merchant,
        LeastStrength = 0.1,
        LogPrior = -2,
        BudgetShare = CauseSignature.Rare,
    };
}
