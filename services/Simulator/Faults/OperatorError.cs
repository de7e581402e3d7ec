using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>Somebody new at the till, for a shift.</summary>
internal sealed class OperatorError : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("55", 6), ("12", 2), ("13", 2), ("75", 1), ("17", 1)];

    public string Cause => Causes.OperatorError;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.22, 0.42, 6, 9, terminal => terminal.DailyCustomers > 50);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice)) : null;
}
