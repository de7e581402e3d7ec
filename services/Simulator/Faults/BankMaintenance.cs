using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A bank works on its systems around midnight, night after night.</summary>
internal sealed class BankMaintenance : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("90", 4), ("91", 3), ("96", 3)];

    public string Cause => Causes.BankMaintenance;

    public Injection? Place(Placement place) =>
        place.Issuer(this, 8, 0.8, 1, 60, 110);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.LocalHour is >= 22 or 0 && attempt.Card.Issuer == injected.Issuer && dice.Chance(injected.Strength)
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;
}
