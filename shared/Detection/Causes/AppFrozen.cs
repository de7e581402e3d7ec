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
        Shows = [(Symptom.Software, 1)],
        Family = CauseFamily.Software,
        Notify = [Audience.FieldTechnician, Audience.Merchant],
        LeastStrength = 0.6,
        Severity = Severity.Minor,
    };
}
