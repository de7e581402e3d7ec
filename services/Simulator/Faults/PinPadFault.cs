using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The keys of one terminal stick, or the pad does not answer.</summary>
internal sealed class PinPadFault : IFault
{
    public string Cause => Causes.PinPadFault;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.4, 0.85, 8, 30) is { } chosen
            ? chosen with { Reports = place.Dice.Chance(0.25) ? "pin-pad" : null }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.EntryMode != "07" && dice.Chance(injected.Strength)
            ? dice.Chance(0.8) ? Refusal.Local("pinpad-error", (int)dice.Between(500, 4_000)) : Refusal.Host("55", OrdinaryLife.Quick(dice))
            : null;
}
