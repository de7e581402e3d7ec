using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Cards of one issuer are refused wherever they are tried: nobody has a contract or a route for them, or lost it.</summary>
internal static class CardsUnrouted
{
    public static CauseSignature Signature { get; } = UnsupportedCard.Signature with
    {
        Kinds = [ScopeKind.Issuer],
        Shows = [(Symptom.NoSuchIssuer, 0.35), (Symptom.NotPermittedCard, 0.4), (Symptom.NotSupported, 0.15), (Symptom.InvalidCard, 0.08), (Symptom.GarbledNumber, 0.02)],
        OneIssuerOnly = false,
        LeastStrength = 0.45,
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
