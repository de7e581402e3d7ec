using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One card after its date, tried again and again.</summary>
internal sealed class CardExpired : IFault
{
    public string Cause => Causes.CardExpired;

    public Injection? Place(Placement place) =>
        place.CardOnItsWay(this, 1, 1, 24, 60, 0.5);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card == injected.Card ? Refusal.Host(dice.Chance(0.9) ? "54" : "33", OrdinaryLife.Quick(dice)) : null;
}
