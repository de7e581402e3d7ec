using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The acquirer's host or switch does not do its work: all issuers' cards fail at once, at every carrier, region and version, with whatever code it gives instead.</summary>
internal static class AcquirerOutage
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.AcquirerOutage,
        Kinds = [ScopeKind.Fleet],
        Shows =
        [
            (Symptom.SystemError, 0.2), (Symptom.ResponseTimeout, 0.17), (Symptom.IssuerDown, 0.14), (Symptom.NoRoute, 0.12), (Symptom.ConnectTimeout, 0.11),
            (Symptom.LateAnswer, 0.06), (Symptom.CutOff, 0.05), (Symptom.NoSignal, 0.02), (Symptom.DoNotHonour, 0.02), (Symptom.FormatError, 0.02), (Symptom.KeyError, 0.02),
            (Symptom.NoSuchIssuer, 0.02), (Symptom.InvalidTransaction, 0.02), (Symptom.InvalidMerchant, 0.01), (Symptom.TerminalUnknown, 0.01), (Symptom.TypedInvalidCard, 0.01),
        ],
        Family = CauseFamily.Acquirer,
        Notify = [Audience.NetworkOperations],
        LeastStrength = 0.15,
        Severity = Severity.Critical,
    };
}
