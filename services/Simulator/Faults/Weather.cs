using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A storm over a region: radio suffers, cables a little.</summary>
internal sealed class Weather : IFault
{
    public string Cause => Causes.Weather;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Region, t => t.Record.Region, (0.25, 0.5), (3, 9), group => group.DistinctBy(t => t.Site).Count() >= 4);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(attempt.Terminal.Cellular ? injected.Strength : injected.Strength * 0.35) ? OrdinaryLife.NoAnswer(attempt, dice) : null;
}
