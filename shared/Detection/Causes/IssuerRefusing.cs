using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>An issuer answers, and refuses its own cards: its security module, its books or its rules are out of order.</summary>
internal static class IssuerRefusing
{
    public static CauseSignature Signature { get; } = IssuerOutage.Signature with
    {
        Shows =
        [
            (Symptom.DoNotHonour, 0.38), (Symptom.WrongPin, 0.18), (Symptom.InvalidCard, 0.12), (Symptom.GarbledNumber, 0.02), (Symptom.KeyError, 0.1), (Symptom.FormatError, 0.1),
            (Symptom.InvalidTransaction, 0.1),
        ],
        LeastStrength = 0.2,
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
