using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A carrier is down in a region; whoever is connected otherwise is well.</summary>
internal sealed class CarrierOutage : IFault
{
    public string Cause => Causes.CarrierOutage;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.CarrierRegion, t => t.Cellular ? $"{t.Record.Carrier}/{t.Record.Region}" : null, (0.6, 1), (1, 4),
            group => group.Count >= 4 && group.DistinctBy(t => t.Site).Count() >= 2) is { } chosen
            ? (chosen.Strength > 0.85 ? chosen with { Outage = Outage.Offline, Strength = 1 } : chosen)
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? OrdinaryLife.NoAnswer(attempt, dice) : null;
}
