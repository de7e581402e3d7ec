using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One reader of one terminal is worn, dirty or broken; the others work.</summary>
internal sealed class ReaderFault : IFault
{
    private static readonly string[] Parts = ["chip", "chip", "stripe", "contactless"];

    public string Cause => Causes.ReaderFault;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.35, 0.9, 20, 60) is { } chosen
            ? chosen with { Part = place.Dice.Pick(Parts), Reports = place.Dice.Chance(0.25) ? "card-reader" : null }
            : null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        (injected.Part, attempt.EntryMode) switch
        {
            ("chip", "05") when dice.Chance(injected.Strength) => dice.Chance(0.3)
                ? Refusal.Local("chip-read-error", 2_400) with { EntryMode = "80" }
                : Refusal.Local("chip-read-error", (int)dice.Between(600, 2_500)),
            ("stripe", "02" or "80") when dice.Chance(injected.Strength) => Refusal.Local("mag-read-error", (int)dice.Between(200, 1_500)),
            ("contactless", "07") when dice.Chance(injected.Strength) => Refusal.Local("contactless-read-error", (int)dice.Between(400, 2_000)),
            _ => null,
        };
}
