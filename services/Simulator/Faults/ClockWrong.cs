using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The clock of a terminal jumps ahead by years: to it, good cards are expired.</summary>
internal sealed class ClockWrong : IFault
{
    public string Cause => Causes.ClockWrong;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.5, 0.9, 12, 40) is { } chosen
            ? chosen with { ClockShift = TimeSpan.FromDays(Math.Floor(place.Dice.Between(500, 1_400))) }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? Refusal.Host("54", OrdinaryLife.Quick(dice)) : null;
}
