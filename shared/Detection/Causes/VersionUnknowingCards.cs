using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Cards of one issuer that a version does not know how to take: others take them.</summary>
internal static class VersionUnknowingCards
{
    public static CauseSignature Signature { get; } = BadRelease.Signature with
    {
        Shows = [(Symptom.InvalidCard, 0.3), (Symptom.GarbledNumber, 0.05), (Symptom.NotPermittedCard, 0.3), (Symptom.NoSuchIssuer, 0.15), (Symptom.NotSupported, 0.1), (Symptom.FormatError, 0.1)],
        OneIssuerOnly = true,
        LeastStrength = 0.3,
        LogPrior = -2,
        BudgetShare = CauseSignature.Rare,
    };
}
