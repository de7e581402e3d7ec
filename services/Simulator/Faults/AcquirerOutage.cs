using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>The one host behind all terminals is out of order: it does not answer, or answers everything with the same words.</summary>
internal sealed class AcquirerOutage : IFault
{
    private const string NoAnswer = "";
    private static readonly string[] Answers = ["96", "91", "92", "68", "30", "A0", "05", NoAnswer, NoAnswer];

    public string Cause => Causes.AcquirerOutage;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Fleet, _ => Placement.WholeFleet, (0.25, 1), (0.4, 2), _ => true) is { } all ? all with { Part = place.Dice.Pick(Answers) } : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice)
    {
        if (!dice.Chance(injected.Strength))
            return null;
        return injected.Part is { Length: > 0 } answer ? Refusal.Host(answer, OrdinaryLife.Quick(dice)) : OrdinaryLife.NoAnswer(attempt, dice);
    }
}
