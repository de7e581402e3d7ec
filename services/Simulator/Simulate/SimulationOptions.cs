using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary>What makes a feed: the same options make the same feed, byte for byte.</summary>
internal sealed record SimulationOptions
{
    public long Seed { get; init; } = 1;
    public int Terminals { get; init; } = 400;
    public double Days { get; init; } = 8;
    public required DateTimeOffset Start { get; init; }
    public FaultMix Faults { get; init; } = FaultMix.Usual;
    public Twists Twists { get; init; }
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many times as fast life goes: customers, heartbeats, retries and the length of faults. Time stamps stay true.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Approvals are events of their own and heartbeats carry no counters: a fleet as a switch hears it.</summary>
    public bool TellsApprovals { get; init; }

    /// <summary>Nobody closes: for showing, at any time of day.</summary>
    public bool AlwaysOpen { get; init; }

    /// <summary>The chance of an event to arrive twice: one in 200.</summary>
    public double RepeatChance { get; init; } = 0.005;

    /// <summary>What the ids of events begin with; null: the seed. Another one for every run that reports to the same Ingest.</summary>
    public string? IdPrefix { get; init; }

    public DateTimeOffset End => Start + TimeSpan.FromDays(Days);
}
