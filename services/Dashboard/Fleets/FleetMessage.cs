using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>A message of the fleet's feed that waits to be taken: events, changes of the registry, or just the time.</summary>
internal sealed record FleetMessage(Guid Id, DateTimeOffset At)
{
    public IReadOnlyList<TerminalEvent> Events { get; init; } = [];
    public IReadOnlyList<RegistryEvent> Changes { get; init; } = [];
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The time alone changes nothing that is kept.</summary>
    public bool IsTick => Events.Count == 0 && Changes.Count == 0;
}
