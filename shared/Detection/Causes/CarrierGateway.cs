using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>What a carrier hands its traffic to is reached, and answers that it reaches nobody.</summary>
internal static class CarrierGateway
{
    public static CauseSignature Signature { get; } = CarrierOutage.Signature with
    {
        Shows = [(Symptom.NoRoute, 0.7), (Symptom.LateAnswer, 0.3)],
        Beats = BeatEffect.None,
        LeastStrength = 0.3,
        LogPrior = -2,
        BudgetShare = CauseSignature.Rare,
    };
}
