using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A merchant has no contract for some schemes any more.</summary>
internal sealed class UnsupportedCard : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("15", 3), ("40", 3), ("31", 2), ("57", 1)];

    public string Cause => Causes.UnsupportedCard;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Merchant, t => t.Record.MerchantId, (0.8, 1), (30, 60), group => group.Count is >= 2 and <= 60);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        (attempt.Card.Issuer + injected.Start.Day) % 4 == 0 && dice.Chance(injected.Strength)
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;
}
