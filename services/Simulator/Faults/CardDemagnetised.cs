using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One card whose stripe has lost its data; its chip works.</summary>
internal sealed class CardDemagnetised : IFault
{
    private static readonly string[] Codes = ["59", "30"];

    public string Cause => Causes.CardDemagnetised;

    public Injection? Place(Placement place) =>
        place.CardOnItsWay(this, 0.8, 1, 24, 60, 0.9);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card == injected.Card && attempt.EntryMode is "02" or "80" && dice.Chance(injected.Strength)
            ? dice.Chance(0.7) ? Refusal.Local("mag-read-error", (int)dice.Between(300, 1_500)) : Refusal.Host(dice.Pick(Codes), OrdinaryLife.Quick(dice))
            : null;
}
