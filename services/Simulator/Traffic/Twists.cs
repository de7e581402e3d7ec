namespace FleetWatch.Simulator.Traffic;

/// <summary>What makes a feed harder than it need be, each to be asked for.</summary>
[Flags]
internal enum Twists
{
    None = 0,

    /// <summary>Traffic and ordinary failures change slowly, terminal by terminal.</summary>
    Drift = 1,

    /// <summary>Some hosts and terminals answer with the wrong code.</summary>
    Mislabelled = 2,

    /// <summary>A day unlike any of its kind.</summary>
    Holiday = 4,

    /// <summary>Faults from the first day: nothing clean to learn from.</summary>
    Contaminated = 8,

    /// <summary>Old software fails for one issuer only.</summary>
    Conjunctions = 16,

    /// <summary>Half of the terminals send heartbeats without counters.</summary>
    NoCounters = 32,

    /// <summary>A release goes out while the feed runs: 2 %, 12 %, 50 % of its model.</summary>
    Rollout = 64,
}
