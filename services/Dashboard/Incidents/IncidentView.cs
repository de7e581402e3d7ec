using System.Text.Json.Serialization;
using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>An incident as the pages show it: the fold of what Alerting has announced of it. Public, because components take it as a parameter.</summary>
public sealed record IncidentView
{
    public required string Id { get; init; }
    public required Standing Standing { get; init; }

    /// <summary>The latest picture.</summary>
    public required Finding Finding { get; init; }

    /// <summary>When its first finding was raised.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBy { get; init; }
    public string? EndNote { get; init; }
    public string? MergedInto { get; init; }
    public string? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AssignedTo { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>How often it came back.</summary>
    public int Reopened { get; init; }

    /// <summary>What an act must have seen; null: its beginning was never heard of, so that nobody can say.</summary>
    public int? Version { get; init; }

    [JsonIgnore]
    public bool Lasts => Standing is Standing.Open or Standing.Acknowledged;

    /// <returns>The incident after one more event; null while nothing is known of it but what people and pages did.</returns>
    public static IncidentView? Next(IncidentView? view, IncidentEvent happened) => (view, happened) switch
    {
        (null, IncidentOpened opened) => From(opened, opened.Finding) with { Version = 1 },
        (null, IncidentGrew grew) => From(grew, grew.Finding),
        (null, IncidentReopened again) => From(again, again.Finding),
        (null, _) => null,
        (_, PageSent or PageAttemptFailed or PageGivenUp or PageFellBack or PageResent) => view,
        _ => view.With(happened) with { Version = view.Version + 1 },
    };

    private static IncidentView From(IncidentEvent first, Finding finding) =>
        new() { Id = first.IncidentId, Standing = Standing.Open, Finding = finding, OpenedAt = finding.OpenedAt };

    private IncidentView With(IncidentEvent happened) => happened switch
    {
        IncidentGrew grew => this with { Finding = grew.Finding },
        IncidentReopened again => Again() with { Finding = again.Finding },
        IncidentReopenedByHand => Again(),
        IncidentMerged merged => this with { Standing = Standing.Merged, EndedAt = merged.At, MergedInto = merged.Into, SnoozedUntil = null },
        IncidentAcknowledged taken => this with { Standing = Standing.Acknowledged, AcknowledgedBy = taken.By, AcknowledgedAt = taken.At },
        IncidentResolved ended => this with { Standing = Standing.Resolved, EndedAt = ended.At, EndedBy = ended.By, EndNote = ended.Note, SnoozedUntil = null },
        IncidentAssigned assigned => this with { AssignedTo = assigned.To },
        IncidentSnoozed snoozed => this with { SnoozedUntil = snoozed.Until },
        IncidentSnoozeEnded => this with { SnoozedUntil = null },
        _ => this,
    };

    private IncidentView Again() => this with
    {
        Standing = Standing.Open,
        EndedAt = null,
        EndedBy = null,
        EndNote = null,
        AcknowledgedBy = null,
        AcknowledgedAt = null,
        Reopened = Reopened + 1,
    };
}

/// <summary>How far an incident has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
public enum Standing
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("acknowledged")] Acknowledged,
    [JsonStringEnumMemberName("resolved")] Resolved,
    [JsonStringEnumMemberName("merged")] Merged,
}

/// <summary>One thing that happened to an incident, as it was heard.</summary>
/// <param name="EventId">Its identity: heard twice, it counts once.</param>
/// <param name="SentAt">When Alerting sent it first: the order in which it happened.</param>
/// <param name="Event">What happened.</param>
internal sealed record HeardEvent(Guid EventId, DateTimeOffset SentAt, IncidentEvent Event);
