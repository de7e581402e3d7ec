using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The plug is pulled: silence, and a start when it is back in.</summary>
internal sealed class Power : IFault
{
    public string Cause => Causes.Power;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 1, 1, 4, 16, terminal => !terminal.OffAtNight) is { } chosen
            ? chosen with { Outage = Outage.Dark, EndsWithStart = "power" }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        null;
}
