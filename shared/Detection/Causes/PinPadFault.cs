using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The PIN pad does not answer, or its keys are gone.</summary>
internal static class PinPadFault
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.PinPadFault,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.PinPad, 0.9), (Symptom.KeyError, 0.1)],
        Family = CauseFamily.PinPad,
        Notify = [Audience.FieldTechnician],
        LeastStrength = 0.1,
    };
}
