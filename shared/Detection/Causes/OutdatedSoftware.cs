using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A version too old for some cards: local errors and odd refusals at every site that runs it, none on newer ones.</summary>
internal static class OutdatedSoftware
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.OutdatedSoftware,
        Kinds = [ScopeKind.Version],
        Shows =
        [
            (Symptom.Software, 0.4), (Symptom.FormatError, 0.2), (Symptom.InvalidCard, 0.1), (Symptom.GarbledNumber, 0.02), (Symptom.NotPermittedCard, 0.12),
            (Symptom.InvalidTransaction, 0.08), (Symptom.KeyError, 0.08),
        ],
        Family = CauseFamily.Software,
        Notify = [Audience.SoftwareTeam],
        OutdatedOnly = true,
    };
}
