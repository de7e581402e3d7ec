using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The acquirer's host answers, and refuses all alike: it has lost its keys, its routes or what it knows of terminals and merchants, or takes no message as it is.</summary>
internal static class AcquirerRefusing
{
    public static CauseSignature Signature { get; } = AcquirerOutage.Signature with
    {
        Shows =
        [
            (Symptom.DoNotHonour, 0.3), (Symptom.FormatError, 0.14), (Symptom.KeyError, 0.14), (Symptom.InvalidTransaction, 0.14), (Symptom.NoSuchIssuer, 0.1),
            (Symptom.InvalidMerchant, 0.05), (Symptom.TerminalUnknown, 0.05), (Symptom.NotPermittedTerminal, 0.04), (Symptom.TypedInvalidCard, 0.02), (Symptom.SystemError, 0.02),
        ],
        LogPrior = -1,
    };
}
