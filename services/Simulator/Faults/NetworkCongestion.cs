using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The line of a site is too thin for the evening.</summary>
internal sealed class NetworkCongestion : IFault
{
    public string Cause => Causes.NetworkCongestion;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Site, t => t.Record.SiteId, (0.3, 0.55), (60, 100), group => group.Count >= 2);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.LocalHour is >= 18 and < 21 && dice.Chance(injected.Strength)
            ? dice.Chance(0.7) ? Refusal.Network("response-timeout") : Refusal.Network("connect-timeout")
            : null;
}
