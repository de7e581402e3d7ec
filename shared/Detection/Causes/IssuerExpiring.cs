using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>An issuer's cards run out all at once, or its books say so: new ones were sent and the old ones are still carried. Worth a line, nobody's sleep.</summary>
internal static class IssuerExpiring
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.CardExpired,
        Kinds = [ScopeKind.Issuer],
        Shows = [(Symptom.Expired, 1)],
        Family = CauseFamily.Clock,
        Notify = [Audience.IssuerDesk],
        LeastStrength = 0.05,
        LogPrior = -1,
        BudgetShare = CauseSignature.Rare,
        PagesOnlyAt = ScopeKind.Card,
        OverAfter = BankMaintenance.Signature.OverAfter,
        Severity = Severity.Minor,
    };
}
