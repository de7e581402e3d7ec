using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A merchant's contract or routing leaves one kind of card out: it works elsewhere, others work here.</summary>
internal static class UnsupportedCard
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.UnsupportedCard,
        Kinds = [ScopeKind.Merchant],
        Shows = [(Symptom.NotPermittedCard, 0.4), (Symptom.NoSuchIssuer, 0.3), (Symptom.NotSupported, 0.3)],
        Family = CauseFamily.Card,
        Notify = [Audience.Onboarding],
        OneIssuerOnly = true,
        LeastStrength = 0.1,
        Severity = Severity.Minor,
    };
}
