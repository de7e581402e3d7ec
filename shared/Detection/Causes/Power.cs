using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The terminal stops in mid-session without a word; no transaction times out, because none is tried.</summary>
internal static class Power
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.Power,
        Kinds = [ScopeKind.Terminal, ScopeKind.Site],
        Shows = [(Symptom.Silence, 1)],
        Family = CauseFamily.Network,
        Notify = [Audience.Merchant, Audience.FieldTechnician],
        Beats = BeatEffect.Stop,
        LeastStrength = 0.9,
        LogPrior = 1,
        Severity = Severity.Minor,
    };
}
