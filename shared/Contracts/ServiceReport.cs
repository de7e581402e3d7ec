namespace FleetWatch.Contracts;

/// <summary>
/// A service says every few seconds how it is doing for one organisation. Nobody keeps it; that it comes no more tells as much as what it says.
/// </summary>
public sealed record ServiceReport
{
    /// <summary>Which service, in small letters: <c>ingest</c>, <c>analysis</c>.</summary>
    public required string Service { get; init; }
    public required string Organisation { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When it last accepted events of the organisation; null: not since it started.</summary>
    public DateTimeOffset? LastEventsAt { get; init; }

    /// <summary>The share of heartbeats that is missed in the whole fleet alike, 0 to 1: a part of the feed is lost on its way. Null: the service does not know.</summary>
    public double? HeartbeatsMissed { get; init; }

    /// <summary>The share of failures that heartbeats counted and nobody told of, 0 to 1, beyond the fleet's usual one. Null: the service does not know.</summary>
    public double? FailuresMissed { get; init; }

    /// <summary>The share of terminals alive that told what they try and do not any more, 0 to 1: it is supposed. Null: the service does not know.</summary>
    public double? AttemptsUntold { get; init; }
}
