using FleetWatch.Contracts;

namespace FleetWatch.Detection.Causes;

/// <summary>A carrier that is too busy: a part of what is tried fails, at all its sites.</summary>
internal static class CarrierCongestion
{
    public static CauseSignature Signature { get; } = CongestionSparingBeats.Signature with
    {
        Kinds = [ScopeKind.CarrierRegion, ScopeKind.Carrier],
        LeastStrength = 0.1,
        MostStrength = 0.3,
        LeastIll = 0.8,
        LogPrior = -2,
        OverAfter = CarrierOutage.Signature.OverAfter,
        BudgetShare = CauseSignature.Rare,
    };
}
