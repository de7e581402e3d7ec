using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Desk;

/// <summary>What a person does to an incident, decided on the state that it has. Pure.</summary>
internal static class IncidentActs
{
    public static Act Decide(Incident incident, string by, IncidentAct act, IncidentSettings settings, DateTimeOffset now) => act switch
    {
        AcknowledgeIncident => Acknowledge(incident, by, now),
        AssignIncident assign => Assign(incident, by, assign.To, now),
        CommentIncident comment => Comment(incident, by, comment.Text, now),
        SnoozeIncident snooze => Snooze(incident, by, snooze.Until, snooze.Note, now),
        EscalateIncident escalate => Escalate(incident, by, escalate.Policy, settings, now),
        ResolveIncident resolve => Resolve(incident, by, resolve.Note, now),
        ReopenIncident again => Reopen(incident, by, again.Note, now),
        RateIncident rate => Rate(incident, by, rate.Useful, rate.Note, now),
        _ => throw new UnreachableException(),
    };

    public static Act Acknowledge(Incident incident, string by, DateTimeOffset now) => incident.State switch
    {
        IncidentState.Open => new ActDone(new IncidentAcknowledged { IncidentId = incident.Id, At = now, By = by }),
        IncidentState.Acknowledged when incident.AcknowledgedBy == by => new ActRepeated(),
        IncidentState.Acknowledged => new ActRefused(Spoken.Of("acknowledged", ("by", incident.AcknowledgedBy ?? ""), ("at", $"{incident.AcknowledgedAt:O}")),
            new Obstacle("acknowledged", incident.AcknowledgedBy, incident.AcknowledgedAt)),
        _ => Over(incident),
    };

    public static Act Resolve(Incident incident, string by, string? note, DateTimeOffset now) => incident.State switch
    {
        IncidentState.Open or IncidentState.Acknowledged => new ActDone(new IncidentResolved { IncidentId = incident.Id, At = now, By = by, Note = note }),
        IncidentState.Resolved when incident.ResolvedBy == by => new ActRepeated(),
        _ => Over(incident),
    };

    public static Act Assign(Incident incident, string by, string to, DateTimeOffset now) => !incident.Lasts() ? Over(incident)
        : incident.AssignedTo == to ? new ActRepeated()
        : new ActDone(new IncidentAssigned { IncidentId = incident.Id, At = now, To = to, By = by });

    public static Act Comment(Incident incident, string by, string text, DateTimeOffset now) =>
        new ActDone(new IncidentCommented { IncidentId = incident.Id, At = now, By = by, Text = text });

    public static Act Snooze(Incident incident, string by, DateTimeOffset until, string? note, DateTimeOffset now) => !incident.Lasts() ? Over(incident)
        : incident.SnoozedUntil == until ? new ActRepeated()
        : new ActDone(new IncidentSnoozed { IncidentId = incident.Id, At = now, By = by, Until = until, Note = note });

    /// <summary>The next step of an escalation at once, also where somebody has acknowledged: they ask for more hands.</summary>
    public static Act Escalate(Incident incident, string by, string? policy, IncidentSettings settings, DateTimeOffset now) =>
        !incident.Lasts() ? Over(incident)
        : EscalationDecider.ByHand(incident, policy, settings, now, by) is { } taken ? new ActDone(taken)
        : incident.Escalations.Count == 0 ? new ActRefused(Spoken.Of("no-policy"), new Obstacle("no-policy"))
        : new ActRefused(Spoken.Of("no-more-steps"), new Obstacle("no-more-steps"));

    public static Act Reopen(Incident incident, string by, string? note, DateTimeOffset now) => incident.State switch
    {
        IncidentState.Resolved => new ActDone(new IncidentReopenedByHand { IncidentId = incident.Id, At = now, By = by, Note = note }),
        IncidentState.Merged => Over(incident),
        _ => new ActRepeated(),
    };

    public static Act Rate(Incident incident, string by, bool useful, string? note, DateTimeOffset now) =>
        incident.Ratings.Contains(new Rating(by, useful, note)) ? new ActRepeated()
        : new ActDone(new IncidentRated { IncidentId = incident.Id, At = now, By = by, Useful = useful, Note = note });

    private static ActRefused Over(Incident incident) => incident.State == IncidentState.Merged
        ? new(Spoken.Of("merged", ("wider", incident.MergedInto ?? ""), ("at", $"{incident.ResolvedAt:O}")), new Obstacle("merged", null, incident.ResolvedAt, incident.MergedInto))
        : new(Spoken.Of("resolved", ("by", incident.ResolvedBy ?? ""), ("at", $"{incident.ResolvedAt:O}")), new Obstacle("resolved", incident.ResolvedBy, incident.ResolvedAt));
}

/// <summary>What comes of an act.</summary>
internal abstract record Act
{
    private protected Act()
    {
    }
}

internal sealed record ActDone(IncidentEvent Event) : Act;

/// <summary>The same person has done so already: nothing changes.</summary>
internal sealed record ActRepeated : Act;

/// <param name="Why">A sentence that says who came first.</param>
/// <param name="Obstacle">The same as data.</param>
internal sealed record ActRefused(string Why, Obstacle Obstacle) : Act;

/// <summary>The incident is not as the person saw it any more.</summary>
internal sealed record ActOutdated : Act;

/// <summary>What was typed is wrong.</summary>
internal sealed record ActUnfit(FieldError Error) : Act;
