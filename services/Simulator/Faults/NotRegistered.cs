using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>After a swap the host does not know the terminal.</summary>
internal sealed class NotRegistered : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("97", 7), ("03", 2), ("58", 1)];

    public string Cause => Causes.NotRegistered;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.95, 1, 5, 24);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice)) : null;
}
