using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The PIN pad does not answer, its keys are gone, or they stick: then PINs are wrong too.</summary>
internal static class PinPadFault
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.PinPadFault,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.PinPad, 0.75), (Symptom.WrongPin, 0.15), (Symptom.KeyError, 0.1)],
        Family = CauseFamily.PinPad,
        Notify = [Audience.FieldTechnician],
        LeastStrength = 0.1,
    };
}
