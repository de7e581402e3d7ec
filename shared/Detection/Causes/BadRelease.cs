using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A version that fails by itself, also the newest: failures at every site that runs it.</summary>
internal static class BadRelease
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.OutdatedSoftware,
        Kinds = [ScopeKind.Version],
        Shows = [(Symptom.Software, 0.6), (Symptom.FormatError, 0.3), (Symptom.KeyError, 0.1)],
        Family = CauseFamily.Software,
        Notify = [Audience.SoftwareTeam],
        LeastStrength = 0.05,
        LogPrior = -2,
    };
}
