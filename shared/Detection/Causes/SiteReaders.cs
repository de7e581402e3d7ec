using FleetWatch.Contracts;

namespace FleetWatch.Detection.Causes;

/// <summary>Readers of several terminals of one site fail at once: dust, damp, or static where they stand.</summary>
internal static class SiteReaders
{
    public static CauseSignature Signature { get; } = ChipReaderFault.Signature with
    {
        Kinds = [ScopeKind.Site],
        LeastStrength = 0.3,
        LeastParts = 4,
        LogPrior = -4,
        BudgetShare = CauseSignature.Rare,
    };
}
