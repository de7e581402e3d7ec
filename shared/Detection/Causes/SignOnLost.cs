using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A terminal has lost its session or its working keys: the host refuses all of it until it signs on again.</summary>
internal static class SignOnLost
{
    public static CauseSignature Signature { get; } = AppFrozen.Signature with
    {
        Shows = [(Symptom.SignOn, 0.5), (Symptom.KeyError, 0.5)],
        BudgetShare = CauseSignature.Rare,
    };
}
