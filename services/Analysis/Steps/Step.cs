using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Steps;

/// <summary>What one group of messages amounts to: everything that one transaction writes.</summary>
internal sealed record Step
{
    public required string Organisation { get; init; }
    public required long Number { get; init; }

    /// <summary>The messages that it settles.</summary>
    public required IReadOnlyList<Delivery> Settles { get; init; }

    /// <summary>The events, facts and findings to append.</summary>
    public required EventRows Rows { get; init; }

    /// <summary>What the core was fed, encoded.</summary>
    public required ReadOnlyMemory<byte> Log { get; init; }

    /// <summary>How many of <see cref="Rows"/> a reader of the log will need: the terminals' own events.</summary>
    public required int TerminalEvents { get; init; }

    /// <summary>Events that the core took, stored and folded ones.</summary>
    public required int Taken { get; init; }

    public required int Repeats { get; init; }

    /// <summary>Ids of the stored events, until the next steps can see them in the store.</summary>
    public required IReadOnlySet<Guid> EventIds { get; init; }

    /// <summary>Positions in <see cref="Rows"/> of what is to be published.</summary>
    public required IReadOnlyList<int> Published { get; init; }
    public required IReadOnlyList<string> OpenedFindings { get; init; }
    public required IReadOnlyList<string> ClosedFindings { get; init; }

    /// <summary>Registry changes that it takes in, in their order.</summary>
    public IReadOnlyList<RegistryEvent> Registry { get; init; } = [];

    /// <summary>The feed's time after it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long the core itself took.</summary>
    public required TimeSpan Detecting { get; init; }

    /// <summary>Nothing was taken: the messages were repeats and need no transaction.</summary>
    public bool IsEmpty => Log.IsEmpty;
}
