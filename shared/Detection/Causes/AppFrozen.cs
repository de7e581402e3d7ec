using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The payment application hangs: heartbeats go on, every transaction fails, a restart mends it.</summary>
internal static class AppFrozen
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.AppFrozen,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.Software, 0.86), (Symptom.ResponseTimeout, 0.09), (Symptom.SignOn, 0.05)],
        Family = CauseFamily.Software,
        Notify = [Audience.FieldTechnician, Audience.Merchant],
        LeastStrength = 0.6,
        Severity = Severity.Minor,
    };
}
