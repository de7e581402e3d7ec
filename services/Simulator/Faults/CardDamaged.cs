using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One card with a broken chip, tried in shop after shop.</summary>
internal sealed class CardDamaged : IFault
{
    public string Cause => Causes.CardDamaged;

    public Injection? Place(Placement place) =>
        place.CardOnItsWay(this, 0.75, 0.95, 24, 60, 0.6);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card == injected.Card && attempt.EntryMode != "07" && dice.Chance(injected.Strength)
            ? attempt.EntryMode == "05" ? Refusal.Local("chip-read-error", 2_300) : Refusal.Local("mag-read-error", 1_200)
            : null;
}
