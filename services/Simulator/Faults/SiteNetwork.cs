using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The router of a site is dead: nobody there reaches anybody, and they tell it all at once when it is back.</summary>
internal sealed class SiteNetwork : IFault
{
    public string Cause => Causes.SiteNetwork;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Site, t => t.Record.SiteId, (1, 1), (2, 8), group => group.Count >= 3) is { } chosen
            ? chosen with { Outage = Outage.Offline }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength) ? Refusal.Network(dice.Chance(0.75) ? "connect-timeout" : "no-signal") : null;
}
