using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Alerting.Routes;

/// <summary>Which way an incident would go, before anything is saved.</summary>
internal static class RouteEndpoints
{
    public static void MapRoutes(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/routes/dry-run", Run).RequireScope(Scopes.Read).WithTags("Routes").ProducesProblem(404).ProducesValidationProblem()
            .WithSummary("Which route an incident takes, whom it pages, when and why, and what holds it back; with the stored configuration or one that is given");

    private static async Task<IResult> Run(DryRunRequest request, Caller caller, Configurations configurations, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        var now = request.At ?? clock.GetUtcNow();
        var finding = request.Finding;
        if (request.IncidentId is { } id)
        {
            if (await session.LoadAsync<Incident>(id, ct) is not { } incident)
                return TypedResults.Problem($"There is no incident {id}.", statusCode: 404, title: "No such incident");
            finding = Of(incident);
        }
        if (finding is null)
            return Etag.Refused("finding", "A finding, or the incidentId of an incident, is needed.");
        IncidentSettings settings;
        if (request.Configuration is null)
            settings = await configurations.Of(session, now, ct);
        else if (configurations.Check(request.Configuration) is { Configuration: { } proposed })
            settings = await configurations.Proposed(proposed, session, now, ct);
        else
            return TypedResults.Problem("It cannot be tried.", statusCode: 400, title: "The configuration is wrong",
                extensions: new Dictionary<string, object?> { ["errors"] = configurations.Check(request.Configuration).Errors });
        return TypedResults.Ok(DryRun.Play(finding with { Organisation = caller.Organisation, OpenedAt = now, Notify = finding.Notify }, settings, now));
    }

    private static Finding Of(Incident incident) => new()
    {
        FindingId = incident.FindingId,
        Organisation = incident.Organisation,
        Cause = incident.Cause,
        Scope = incident.Scope,
        StartedAt = incident.StartedAt,
        OpenedAt = incident.OpenedAt,
        Severity = incident.Severity,
        Page = incident.Page,
        Notify = incident.Notify,
        Confidence = incident.Confidence,
        Evidence = incident.Evidence,
        RunnerUp = incident.RunnerUp,
        AffectedTerminals = incident.AffectedTerminals,
        AffectedTerminalCount = incident.AffectedTerminalCount,
        Place = incident.Place,
    };
}

/// <summary>One of the first two is needed.</summary>
internal sealed record DryRunRequest
{
    /// <summary>An incident that there is.</summary>
    public string? IncidentId { get; init; }

    /// <summary>One that is made up.</summary>
    public Finding? Finding { get; init; }

    /// <summary>A whole configuration as YAML that is not saved; null: the one that holds.</summary>
    public string? Configuration { get; init; }

    /// <summary>When it would begin; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}
