using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>An issuer refuses cards that are used away from home.</summary>
internal static class CrossRegion
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.CrossRegion,
        Kinds = [ScopeKind.Issuer],
        Shows = [(Symptom.RestrictedCard, 0.34), (Symptom.NotPermittedCard, 0.33), (Symptom.DoNotHonour, 0.33)],
        Family = CauseFamily.Card,
        Notify = [Audience.IssuerDesk],
        LeastStrength = 0.02,
        Severity = Severity.Minor,
    };
}
