using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Stolen, reported or suspected cards, one after another, at one place.</summary>
internal static class FraudRisk
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.FraudRisk,
        Kinds = [ScopeKind.Terminal, ScopeKind.Merchant],
        Shows = [(Symptom.Suspicious, 0.7), (Symptom.Reported, 0.3)],
        Family = CauseFamily.Fraud,
        Notify = [Audience.FraudDesk],
        LeastStrength = 0.05,
    };
}
