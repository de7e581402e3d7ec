using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A bank does not answer, whoever asks.</summary>
internal sealed class IssuerOutage : IFault
{
    private static readonly (string Code, double Weight)[] Codes = [("91", 5), ("96", 2), ("68", 2), ("06", 1), ("98", 1)];

    public string Cause => Causes.IssuerOutage;

    public Injection? Place(Placement place) =>
        place.Issuer(this, 15, 0.5, 0.95, 0.8, 2.5);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        attempt.Card.Issuer == injected.Issuer && dice.Chance(injected.Strength)
            ? Refusal.Host(dice.Weighted(Codes), (int)dice.Between(4_000, 14_000))
            : null;
}
