using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>An issuer does not answer, and nobody answers for it: terminals wait for its cards alone, over lines that are well.</summary>
internal static class IssuerSilent
{
    public static CauseSignature Signature { get; } = IssuerOutage.Signature with
    {
        Shows = [(Symptom.ResponseTimeout, 0.7), (Symptom.LateAnswer, 0.2), (Symptom.IssuerDown, 0.1)],
        LeastStrength = 0.3,
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
