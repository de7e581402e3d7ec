using FleetWatch.Simulator.Simulate;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Quality.Weeks;

/// <summary>One kind of week: what goes wrong in it, what makes it harder than it need be, and the share of the seeds that it is run with.</summary>
internal sealed record WeekMix(string Name, FaultMix Faults, Twists Twists, double Share)
{
    public static IReadOnlyList<WeekMix> All { get; } =
    [
        new("usual", FaultMix.Usual, Twists.None, 1),
        new("mislabelled-drift", FaultMix.Usual, Twists.Mislabelled | Twists.Drift, 0.2),
        new("conjunctions-contaminated", FaultMix.Usual, Twists.Conjunctions | Twists.Contaminated, 0.2),
        new("holiday-rollout", FaultMix.Usual, Twists.Holiday | Twists.Rollout, 0.2),
        new("no-counters", FaultMix.Usual, Twists.NoCounters, 0.2),
        new("nothing-wrong", FaultMix.None, Twists.None, 0.2),
        new("nothing-wrong-drift-holiday", FaultMix.None, Twists.Mislabelled | Twists.Drift | Twists.Holiday, 0.2),
        new("nothing-wrong-no-counters", FaultMix.None, Twists.NoCounters, 0.2),
    ];

    public static WeekMix Of(string name) => All.Single(mix => mix.Name == name);

    /// <summary>Every true incident of the usual kinds of mix counts to the bars; a week without trouble has only its pages.</summary>
    public bool IsQuiet => Faults.Wanted is { Count: 0 };
}
