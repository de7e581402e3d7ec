using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Bad chip contacts: one terminal, many cards, insertions and the fallbacks after them.</summary>
internal static class ChipReaderFault
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.ReaderFault,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.ChipRead, 1)],
        Family = CauseFamily.Reading,
        Notify = [Audience.FieldTechnician],
        Severity = Severity.Minor,
    };
}
