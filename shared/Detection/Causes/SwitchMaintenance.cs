using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The switch closes its books or is maintained in known night hours: it refuses everybody, and is back by itself.</summary>
internal static class SwitchMaintenance
{
    public static CauseSignature Signature { get; } = BankMaintenance.Signature with
    {
        Kinds = [ScopeKind.Fleet],
        Shows = [(Symptom.CutOff, 0.54), (Symptom.SystemError, 0.2), (Symptom.IssuerDown, 0.14), (Symptom.NoRoute, 0.12)],
        Family = CauseFamily.Acquirer,
        Notify = [Audience.NetworkOperations],
        LeastStrength = 0.15,
        LogPrior = -1,
    };
}
