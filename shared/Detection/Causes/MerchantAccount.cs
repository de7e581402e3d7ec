using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>The merchant's account is frozen or short: fast refusals at all its terminals, whatever the card.</summary>
internal static class MerchantAccount
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.MerchantAccount,
        Kinds = [ScopeKind.Merchant],
        Shows = [(Symptom.NotPermittedTerminal, 0.46), (Symptom.InvalidMerchant, 0.33), (Symptom.NotPermittedCard, 0.14), (Symptom.InvalidTransaction, 0.07)],
        Family = CauseFamily.Merchant,
        Notify = [Audience.Merchant, Audience.Onboarding],
        LeastStrength = 0.1,
    };
}
