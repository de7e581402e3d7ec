using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The account of a merchant is frozen: every till, every bank, at once.</summary>
internal sealed class MerchantAccount : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("03", 5), ("58", 3), ("57", 1)];

    public string Cause => Causes.MerchantAccount;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Merchant, t => t.Record.MerchantId, (0.9, 1), (6, 20), group => group.Count is >= 2 and <= 60);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice)) : null;
}
