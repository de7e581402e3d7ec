using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A magnet or a noisy device: stripe and contactless reads fail on several terminals of one site, chips are fine.</summary>
internal static class MagneticInterference
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.MagneticInterference,
        Kinds = [ScopeKind.Site],
        Shows = [(Symptom.StripeRead, 0.6), (Symptom.ContactlessRead, 0.4)],
        Family = CauseFamily.Reading,
        Notify = [Audience.Merchant, Audience.FieldTechnician],
    };
}
