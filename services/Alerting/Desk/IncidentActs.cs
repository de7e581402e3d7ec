using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Desk;

/// <summary>What a person does to an incident, decided on the state that it has. Pure.</summary>
internal static class IncidentActs
{
    public static Act Acknowledge(Incident incident, string by, DateTimeOffset now) => incident.State switch
    {
        IncidentState.Open => new ActDone(new IncidentAcknowledged { IncidentId = incident.Id, At = now, By = by }),
        IncidentState.Acknowledged when incident.AcknowledgedBy == by => new ActRepeated(),
        IncidentState.Acknowledged => new ActRefused($"{incident.AcknowledgedBy} has acknowledged it at {incident.AcknowledgedAt:O}."),
        _ => new ActRefused(Over(incident)),
    };

    public static Act Resolve(Incident incident, string by, string? note, DateTimeOffset now) => incident.State switch
    {
        IncidentState.Open or IncidentState.Acknowledged => new ActDone(new IncidentResolved { IncidentId = incident.Id, At = now, By = by, Note = note }),
        IncidentState.Resolved when incident.ResolvedBy == by => new ActRepeated(),
        _ => new ActRefused(Over(incident)),
    };

    private static string Over(Incident incident) => incident.State == IncidentState.Merged
        ? $"It is a part of incident {incident.MergedInto} since {incident.ResolvedAt:O}: act on that one."
        : $"It was resolved by {incident.ResolvedBy} at {incident.ResolvedAt:O}.";
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
internal sealed record ActRefused(string Why) : Act;

/// <summary>The incident is not as the person saw it any more.</summary>
internal sealed record ActOutdated : Act;
