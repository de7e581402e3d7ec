using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The payment application hangs until somebody starts the terminal again; its heartbeat goes on.</summary>
internal sealed class AppFrozen : IFault
{
    public string Cause => Causes.AppFrozen;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 1, 1, 4, 14) is { } chosen ? chosen with { EndsWithStart = "operator" } : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        Refusal.Local("software-error", (int)dice.Between(400, 1_500));
}
