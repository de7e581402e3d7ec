using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Wrong PINs and wrong steps of many cards at one till: training, or a worn keypad.</summary>
internal static class OperatorError
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.OperatorError,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.WrongPin, 0.4), (Symptom.PinTries, 0.3), (Symptom.InvalidTransaction, 0.3)],
        Family = CauseFamily.PinPad,
        Notify = [Audience.Merchant],
        LeastStrength = 0.05,
        Severity = Severity.Minor,
    };
}
