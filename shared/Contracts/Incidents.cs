using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>What happens to an incident; kept by Alerting in the stream <c>incident/{id}</c> and relayed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IncidentOpened), "incident.opened")]
[JsonDerivedType(typeof(IncidentGrew), "incident.grew")]
[JsonDerivedType(typeof(IncidentReopened), "incident.reopened")]
[JsonDerivedType(typeof(IncidentMerged), "incident.merged")]
[JsonDerivedType(typeof(IncidentAcknowledged), "incident.acknowledged")]
[JsonDerivedType(typeof(IncidentResolved), "incident.resolved")]
[JsonDerivedType(typeof(IncidentAssigned), "incident.assigned")]
[JsonDerivedType(typeof(IncidentCommented), "incident.commented")]
[JsonDerivedType(typeof(IncidentSnoozed), "incident.snoozed")]
[JsonDerivedType(typeof(IncidentSnoozeEnded), "incident.snooze-ended")]
[JsonDerivedType(typeof(IncidentReopenedByHand), "incident.reopened-by-hand")]
[JsonDerivedType(typeof(IncidentRated), "incident.rated")]
[JsonDerivedType(typeof(EscalationStarted), "escalation.started")]
[JsonDerivedType(typeof(IncidentEscalated), "escalation.taken")]
[JsonDerivedType(typeof(EscalationHeld), "escalation.held")]
[JsonDerivedType(typeof(EscalationFreed), "escalation.freed")]
[JsonDerivedType(typeof(PageDecided), "page.decided")]
[JsonDerivedType(typeof(PageSent), "page.sent")]
[JsonDerivedType(typeof(PageAttemptFailed), "page.attempt-failed")]
[JsonDerivedType(typeof(PageGivenUp), "page.given-up")]
[JsonDerivedType(typeof(PageFellBack), "page.fell-back")]
[JsonDerivedType(typeof(PageResent), "page.resent")]
public abstract record IncidentEvent
{
    private protected IncidentEvent()
    {
    }

    public required string IncidentId { get; init; }
    public required DateTimeOffset At { get; init; }
}

public sealed record IncidentOpened : IncidentEvent
{
    public required Finding Finding { get; init; }
}

public sealed record IncidentGrew : IncidentEvent
{
    public required Finding Finding { get; init; }
}

/// <summary>The trouble came back within the flap window: the same incident, not a new one.</summary>
public sealed record IncidentReopened : IncidentEvent
{
    public required Finding Finding { get; init; }
}

/// <summary>This incident turned out to be a part of another; it ends, its history stays.</summary>
public sealed record IncidentMerged : IncidentEvent
{
    public required string Into { get; init; }
}

public sealed record IncidentAcknowledged : IncidentEvent
{
    public required string By { get; init; }
}

public sealed record IncidentResolved : IncidentEvent
{
    /// <summary>A person's name, or <c>detection</c> where the trouble ended by itself.</summary>
    public required string By { get; init; }
    public string? Note { get; init; }
}

/// <summary>A page was, or was not, to be sent, and why: every decision is on record.</summary>
public sealed record PageDecided : IncidentEvent
{
    /// <summary>Deterministic, also the idempotency key of the delivery.</summary>
    public required string PageId { get; init; }
    public required PageKind Kind { get; init; }

    /// <summary>False: suppressed; <see cref="Reason"/> says why.</summary>
    public required bool Send { get; init; }

    /// <summary>Code of the reason; a resource renders it in the reader's language.</summary>
    public required string Reason { get; init; }

    /// <summary>The channel's name, for example <c>e-mail</c> or <c>webhook</c>; null where it is about nobody in particular.</summary>
    public string? Channel { get; init; }

    /// <summary>The address within the channel; null where it is about nobody in particular.</summary>
    public string? Recipient { get; init; }

    /// <summary>When it is to be handed over, where that is not at once: held back, or folded into a digest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Key of the digest that it was folded into, because the recipient had enough pages already.</summary>
    public string? Digest { get; init; }

    /// <summary>The maintenance window or silence that held it back.</summary>
    public string? Window { get; init; }

    /// <summary>How it came to this recipient: a route, and the schedule, team or step of an escalation behind it; null: not said.</summary>
    public string? Via { get; init; }
}

public sealed record PageSent : IncidentEvent
{
    public required string PageId { get; init; }
    public required int Attempt { get; init; }

    /// <summary>True: its receiver itself has taken it; null: somebody who passes it on has, which is all that most channels tell.</summary>
    public bool? Delivered { get; init; }
}

public sealed record PageAttemptFailed : IncidentEvent
{
    public required string PageId { get; init; }
    public required int Attempt { get; init; }
    public required string Error { get; init; }
    public required DateTimeOffset RetryAt { get; init; }
}

public sealed record PageGivenUp : IncidentEvent
{
    public required string PageId { get; init; }
    public required int Attempts { get; init; }
    public required string Error { get; init; }
}

/// <summary>A page goes to its recipient by another way, because the one before has not reached them.</summary>
public sealed record PageFellBack : IncidentEvent
{
    public required string PageId { get; init; }

    /// <summary>The next way.</summary>
    public required string Channel { get; init; }
    public required string Recipient { get; init; }

    /// <summary>Why the way before has failed; null: it was taken, and nobody acknowledged in time.</summary>
    public string? Error { get; init; }
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>A person has a page that was given up sent again.</summary>
public sealed record PageResent : IncidentEvent
{
    public required string PageId { get; init; }
    public required string By { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<PageKind>))]
public enum PageKind
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("opened")] Opened,
    [JsonStringEnumMemberName("grew")] Grew,
    [JsonStringEnumMemberName("resolved")] Resolved,

    /// <summary>The trouble is back after its recipient was told that it was over.</summary>
    [JsonStringEnumMemberName("reopened")] Reopened,

    /// <summary>It turned out to be a part of a wider incident, of which its recipient does not hear otherwise.</summary>
    [JsonStringEnumMemberName("merged")] Merged,

    /// <summary>Nobody has acknowledged it so far, so it goes to somebody else.</summary>
    [JsonStringEnumMemberName("escalated")] Escalated,

    /// <summary>Its recipient knows of it, and it still waits.</summary>
    [JsonStringEnumMemberName("reminder")] Reminder,

    /// <summary>Somebody has taken it on: for a receiver that keeps an incident of its own.</summary>
    [JsonStringEnumMemberName("acknowledged")] Acknowledged,
}
