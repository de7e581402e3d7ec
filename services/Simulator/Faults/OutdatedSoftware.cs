using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A release that is behind stops understanding something: one way to pay, or the cards of one issuer.</summary>
internal sealed class OutdatedSoftware : IFault
{
    private static readonly string[] Ways = ["any", "05", "07"];
    private static readonly (string Code, double Weight)[] Codes = [("30", 4), ("57", 2), ("12", 2), ("14", 2), ("99", 1), ("A0", 1)];

    public string Cause => Causes.OutdatedSoftware;

    public Injection? Place(Placement place) =>
        place.Group(this, ScopeKind.Version, Old, (0.2, 0.45), (36, 72), Spread) is { } chosen
            ? place.Twists.HasFlag(Twists.Conjunctions)
                ? chosen with { Issuer = place.Dice.Below(6), Strength = 0.9 }
                : chosen with { Part = place.Dice.Pick(Ways) }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        (injected.Issuer < 0 ? Hits(injected.Part, attempt.EntryMode) : attempt.Card.Issuer == injected.Issuer) && dice.Chance(injected.Strength)
            ? dice.Chance(0.55) ? Refusal.Local("software-error", (int)dice.Between(300, 1_500))
                : Refusal.Host(dice.Weighted(Codes), OrdinaryLife.Quick(dice))
            : null;

    private static string? Old(SimTerminal terminal) => terminal.Record.SoftwareVersion == terminal.Model.Latest
        ? null
        : $"{terminal.Record.Model}/{terminal.Record.SoftwareVersion}";

    private static bool Spread(IReadOnlyList<SimTerminal> group) => group.Count >= 3 && group.DistinctBy(t => t.Site).Count() >= 2;

    private static bool Hits(string? way, string entryMode) => way is "any" || entryMode == way;
}
