using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A merchant was given a limit per payment, and sells dearer things.</summary>
internal sealed class TransactionLimit : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("61", 6), ("13", 2), ("65", 1)];

    public string Cause => Causes.TransactionLimit;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Merchant, t => t.Record.MerchantId, (1, 1), (30, 60), group => group.Count is >= 2 and <= 60);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.AmountMinor > attempt.Terminal.Trade.TypicalMinor * 1.6
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;
}
