using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The host does not know this terminal, while the merchant's others are fine: after a swap or a wrong parameter.</summary>
internal static class NotRegistered
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.NotRegistered,
        Kinds = [ScopeKind.Terminal],
        Shows = [(Symptom.TerminalUnknown, 0.6), (Symptom.InvalidMerchant, 0.25), (Symptom.NotPermittedTerminal, 0.15)],
        Family = CauseFamily.Merchant,
        Notify = [Audience.Onboarding],
        LeastStrength = 0.3,
    };
}
