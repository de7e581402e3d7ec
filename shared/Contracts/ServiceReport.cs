namespace FleetWatch.Contracts;

/// <summary>
/// A service says every few seconds how it is doing for one organisation. Nobody keeps it; that it comes no more tells as much as what it says.
/// </summary>
public sealed record ServiceReport
{
    /// <summary>Which service, in small letters: <c>ingest</c>.</summary>
    public required string Service { get; init; }
    public required string Organisation { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When it last accepted events of the organisation; null: not since it started.</summary>
    public DateTimeOffset? LastEventsAt { get; init; }
}
