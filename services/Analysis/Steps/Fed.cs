using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Steps;

/// <summary>What the core was fed, in the order in which it was: the content of the step log. Feeding it again gives the same state.</summary>
internal abstract record Fed
{
    private protected Fed()
    {
    }
}

/// <param name="BatchId">Identity of the message.</param>
/// <param name="ReceivedAt">The feed's time as the core was told it.</param>
/// <param name="Events">
/// The events that counted. In a decoded log entry a null stands for the next event of the organisation's terminal streams: what
/// the streams hold is not written twice.
/// </param>
internal sealed record FedEvents(Guid BatchId, DateTimeOffset ReceivedAt, IReadOnlyList<TerminalEvent?> Events) : Fed;

internal sealed record FedRegistry(Guid BatchId, DateTimeOffset ReceivedAt, IReadOnlyList<RegistryEvent> Changes) : Fed;

internal sealed record FedTick(DateTimeOffset At) : Fed;
