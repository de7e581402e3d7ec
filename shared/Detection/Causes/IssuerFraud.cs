using FleetWatch.Contracts;

namespace FleetWatch.Detection.Causes;

/// <summary>Cards of one issuer are refused as suspicious at many places: its numbers are being tried, or its rules are out of order.</summary>
internal static class IssuerFraud
{
    public static CauseSignature Signature { get; } = FraudRisk.Signature with
    {
        Kinds = [ScopeKind.Issuer],
        LeastStrength = 0.1,
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
    };
}
