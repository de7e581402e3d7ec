namespace FleetWatch.Contracts;

/// <summary>
/// Events that one source posted together. Published by Ingest to the organisation's queue, consumed by the one active
/// instance of Analysis. Batches, never single events, on the wire.
/// </summary>
public sealed record EventBatch
{
    /// <summary>Identity of this message: made by Ingest when the broker is first asked to take it.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Whose fleet: taken from the API key, never from the body.</summary>
    public required string Organisation { get; init; }

    /// <summary>The name of the API key's source.</summary>
    public required string Source { get; init; }

    /// <summary>When Ingest received it: the feed's own time, the clock of detection.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required IReadOnlyList<TerminalEvent> Events { get; init; }
}

/// <summary>Registry changes of one organisation, in the order in which they were made, on the same queue as its events.</summary>
public sealed record RegistryBatch
{
    public required Guid BatchId { get; init; }
    public required string Organisation { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required IReadOnlyList<RegistryEvent> Changes { get; init; }
}

/// <summary>
/// Ingest says "I am here and it is now <see cref="At"/>" on every organisation's queue. Detection's clock moves only by what
/// comes through the feed: while Ingest or the broker is down there is a data gap, and nobody is called silent for it.
/// </summary>
public sealed record FeedTick
{
    public required string Organisation { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An organisation exists. Published by Ingest; Analysis opens its queue.</summary>
public sealed record OrganisationRegistered
{
    /// <summary>1 to 32 lower-case letters, digits and hyphens, starting with a letter.</summary>
    public required string Organisation { get; init; }
    public required string Name { get; init; }

    /// <summary>IANA time zone in which the organisation's weeks begin.</summary>
    public required string TimeZone { get; init; }
    public required DateTimeOffset At { get; init; }
}
