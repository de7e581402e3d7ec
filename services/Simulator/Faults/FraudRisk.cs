using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>Somebody tries one stolen card after the other at a till.</summary>
internal sealed class FraudRisk : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("43", 4), ("41", 4), ("34", 3), ("59", 3), ("04", 2), ("07", 1)];

    public string Cause => Causes.FraudRisk;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.75, 0.95, 2, 5) is { } chosen ? chosen with { VisitsPerHour = place.Dice.Between(8, 20) } : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.EntryMode is "01" or "02" && dice.Chance(injected.Strength)
            ? Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;
}
