using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A bank stops accepting its cards away from home.</summary>
internal sealed class CrossRegion : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("62", 5), ("57", 2), ("05", 1), ("01", 1)];

    public string Cause => Causes.CrossRegion;

    public Injection? Place(Placement place) =>
        place.Issuer(this, 6, 0.8, 0.98, 30, 60);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card.Issuer == injected.Issuer && attempt.Card.Home != attempt.Terminal.RegionIndex && dice.Chance(injected.Strength)
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;
}
