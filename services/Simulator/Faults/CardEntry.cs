using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>At one site they type card numbers in, and type them wrong.</summary>
internal sealed class CardEntry : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("14", 8), ("30", 1), ("15", 1)];

    public string Cause => Causes.CardEntry;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Site, t => t.Record.SiteId, (0.25, 0.6), (10, 24), group => group.Count >= 2);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        dice.Chance(injected.Strength * 0.4)
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice)) with { EntryMode = "01" }
            : null;
}
