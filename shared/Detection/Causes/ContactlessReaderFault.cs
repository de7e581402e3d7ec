using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A dead antenna: one terminal, many cards, only taps.</summary>
internal static class ContactlessReaderFault
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.ReaderFault,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.ContactlessRead, 1)],
        Family = CauseFamily.Reading,
        Notify = [Audience.FieldTechnician],
        Severity = Severity.Minor,
    };
}
