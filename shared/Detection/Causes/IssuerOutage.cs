using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>One issuer does not answer, at every terminal.</summary>
internal static class IssuerOutage
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.IssuerOutage,
        Kinds = [ScopeKind.Issuer],
        Shows = [(Symptom.IssuerDown, 0.44), (Symptom.SystemError, 0.29), (Symptom.LateAnswer, 0.23), (Symptom.NoRoute, 0.04)],
        Family = CauseFamily.Issuer,
        Notify = [Audience.IssuerDesk],
        LeastStrength = 0.1,
        Severity = Severity.Critical,
    };
}
