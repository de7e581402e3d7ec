using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A reader reads, and reads wrong: numbers off the stripe that no bank knows, of many banks.</summary>
internal static class ReaderGarbling
{
    public static CauseSignature Signature { get; } = StripeReaderFault.Signature with
    {
        Shows = [(Symptom.GarbledNumber, 0.9), (Symptom.StripeRead, 0.1)],
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
