using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>Card numbers typed by hand, and typed wrong.</summary>
internal static class CardEntry
{
    public static CauseSignature Signature { get; } = new()
    {
        Cause = Contracts.Causes.CardEntry,
        Kinds = [ScopeKind.Site, ScopeKind.Terminal],
        Shows = [(Symptom.TypedInvalidCard, 1)],
        Family = CauseFamily.Entry,
        Notify = [Audience.Merchant],
        PagesOnlyAt = ScopeKind.Site,
        Severity = Severity.Minor,
    };
}
