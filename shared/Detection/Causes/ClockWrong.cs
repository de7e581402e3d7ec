using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Many good cards are "expired" at one terminal: its date is wrong.</summary>
internal static class ClockWrong
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.ClockWrong,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.Expired, 1)],
        Family = CauseFamily.Clock,
        Notify = [Audience.FieldTechnician, Audience.SoftwareTeam],
        LeastStrength = 0.1,
        Severity = Severity.Minor,
    };
}
