using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>An issuer closes its books or is signed off in known night hours, and is back by itself.</summary>
internal static class BankMaintenance
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.BankMaintenance,
        Kinds = [ScopeKind.Issuer],
        Shows = [(Symptom.CutOff, 0.25), (Symptom.IssuerDown, 0.25), (Symptom.NoRoute, 0.25), (Symptom.SystemError, 0.25)],
        Family = CauseFamily.Issuer,
        Notify = [Audience.IssuerDesk],
        LeastStrength = 0.1,
        Hours = (21, 6),
        OverAfter = TimeSpan.FromHours(30),
        Severity = Severity.Minor,
    };
}
