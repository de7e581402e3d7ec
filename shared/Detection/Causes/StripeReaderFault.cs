using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A worn or dirty stripe head: one terminal, many cards, only swipes.</summary>
internal static class StripeReaderFault
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.ReaderFault,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.StripeRead, 1)],
        Family = CauseFamily.Reading,
        Notify = [Audience.FieldTechnician],
        Severity = Severity.Minor,
    };
}
