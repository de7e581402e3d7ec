using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetWatch.Alerting.Desk;

/// <summary>What people see of incidents, and do to them.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var incidents = app.MapGroup("/v1/incidents").WithTags("Incidents").ProducesProblem(401).ProducesProblem(403);
        incidents.MapGet("/", List).RequireScope(Scopes.Read).WithSummary("List incidents, the latest first").ProducesValidationProblem();
        incidents.MapGet("/{id}", Read).RequireScope(Scopes.Read).WithSummary("Read one incident with its whole paper trail");
        incidents.MapPost("/{id}/acknowledge", Acknowledge).RequireScope(Scopes.Incidents).WithSummary("Take an incident on")
            .ProducesProblem(409).ProducesProblem(412).ProducesValidationProblem();
        incidents.MapPost("/{id}/resolve", Resolve).RequireScope(Scopes.Incidents).WithSummary("Say that an incident is over")
            .ProducesProblem(409).ProducesProblem(412).ProducesValidationProblem();
    }

    private static async Task<Results<Ok<IncidentList>, ValidationProblem>> List([AsParameters] IncidentFilter filter, Caller caller,
        IDocumentStore store, CancellationToken ct)
    {
        var (query, errors) = IncidentQuery.From(filter);
        if (query is null)
            return TypedResults.ValidationProblem(errors);
        await using var session = store.QuerySession(caller.Organisation);
        return TypedResults.Ok(await query.Run(session, ct));
    }

    private static async Task<Results<Ok<IncidentWithTrail>, NotFound>> Read(string id, Caller caller, IDocumentStore store, HttpContext http,
        CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        if (await session.LoadAsync<Incident>(id, ct) is not { } incident)
            return TypedResults.NotFound();
        var stream = await session.Events.FetchStreamAsync(IncidentId.Stream(id), token: ct);
        http.Response.Headers.ETag = Etag.Of(incident.Version);
        return TypedResults.Ok(new IncidentWithTrail(incident, Trail.Of(stream, Trail.Language(http.Request.Headers.AcceptLanguage))));
    }

    private static Task<IResult> Acknowledge(string id, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, new AcknowledgeIncident(), caller, desk, http, ct);

    private static Task<IResult> Resolve(string id, Caller caller, IncidentDesk desk, HttpContext http, [FromBody] ResolveIncident? body, CancellationToken ct) =>
        DeskAnswer.Of(id, body ?? new ResolveIncident(), caller, desk, http, ct);
}

/// <param name="Incident">As every API writes it.</param>
/// <param name="Trail">Everything that happened to it, in its order.</param>
internal sealed record IncidentWithTrail(Incident Incident, IReadOnlyList<TrailLine> Trail);
