using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One card that was reported lost, still in use.</summary>
internal sealed class CardReported : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("41", 5), ("43", 2), ("04", 1), ("07", 1)];

    public string Cause => Causes.CardReported;

    public Injection? Place(Placement place) =>
        place.CardOnItsWay(this, 1, 1, 12, 36, 0.8);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card == injected.Card ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice)) : null;
}
