using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A version that cannot read some cards any more, or cannot yet.</summary>
internal static class VersionReading
{
    public static CauseSignature Signature { get; } = BadRelease.Signature with
    {
        Shows = [(Symptom.ChipRead, 0.45), (Symptom.ContactlessRead, 0.35), (Symptom.StripeRead, 0.2)],
        Family = CauseFamily.Reading,
        LeastStrength = 0.05,
        LeastParts = 4,
        LogPrior = -4,
        BudgetShare = CauseSignature.Rare,
    };
}
