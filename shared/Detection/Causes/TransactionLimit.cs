using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>A limit set too low for a merchant: amounts are refused there that pass elsewhere.</summary>
internal static class TransactionLimit
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.TransactionLimit,
        Kinds = [ScopeKind.Merchant],
        Shows = [(Symptom.AmountLimit, 0.55), (Symptom.InvalidAmount, 0.3), (Symptom.FrequencyLimit, 0.15)],
        Family = CauseFamily.Limit,
        Notify = [Audience.Onboarding, Audience.Merchant],
        Severity = Severity.Minor,
    };
}
