using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>Something beside the tills of a site disturbs stripe heads, and the radio field a little.</summary>
internal sealed class MagneticInterference : IFault
{
    public string Cause => Causes.MagneticInterference;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Site, t => t.Record.SiteId, (0.55, 0.95), (24, 60), group => group.Count >= 2);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.EntryMode switch
        {
            "02" or "80" when dice.Chance(injected.Strength) => dice.Chance(0.9)
                ? Refusal.Local("mag-read-error", (int)dice.Between(200, 1_500))
                : Refusal.Host("30", OrdinaryLife.Quick(dice)),
            "07" when dice.Chance(injected.Strength * 0.3) => Refusal.Local("contactless-read-error", (int)dice.Between(400, 2_000)),
            _ => null,
        };
}
