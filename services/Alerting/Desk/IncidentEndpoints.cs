using System.Globalization;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetWatch.Alerting.Desk;

/// <summary>What people see of incidents, and do to them.</summary>
internal static class IncidentEndpoints
{
    /// <summary>Header that names the person on whose behalf a program acts.</summary>
    public const string ActorHeader = "X-Actor";

    private const int LongestActor = 64;
    private const int LongestNote = 2000;

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
        http.Response.Headers.ETag = Tag(incident);
        return TypedResults.Ok(new IncidentWithTrail(incident, Trail.Of(stream, Trail.Language(http.Request.Headers.AcceptLanguage))));
    }

    private static Task<IResult> Acknowledge(string id, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        Act(id, caller, desk, http, (incident, by, now) => IncidentActs.Acknowledge(incident, by, now), ct);

    private static Task<IResult> Resolve(string id, Caller caller, IncidentDesk desk, HttpContext http, [FromBody] ResolveIncident? body,
        CancellationToken ct) => body?.Note is { Length: > LongestNote }
        ? Task.FromResult<IResult>(Invalid("note", $"At most {LongestNote} characters."))
        : Act(id, caller, desk, http, (incident, by, now) => IncidentActs.Resolve(incident, by, body?.Note, now), ct);

    private static async Task<IResult> Act(string id, Caller caller, IncidentDesk desk, HttpContext http,
        Func<Incident, string, DateTimeOffset, Act> decide, CancellationToken ct)
    {
        var by = http.Request.Headers[ActorHeader].ToString() is { Length: > 0 } actor ? actor.Trim() : caller.Source;
        if (by.Length is 0 or > LongestActor || by.Any(char.IsControl) || by == Incident.Detection)
            return Invalid(ActorHeader, $"1 to {LongestActor} printable characters, and not {Incident.Detection}.");
        if (!TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Invalid("If-Match", "The ETag of the incident as it was read, such as \"3\", or *.");
        var done = await desk.Act(caller.Organisation, id, seen, (incident, now) => decide(incident, by, now), ct);
        if (done is not var (after, act))
            return TypedResults.NotFound();
        http.Response.Headers.ETag = Tag(after);
        return act switch
        {
            ActDone or ActRepeated => TypedResults.Ok(after),
            ActRefused refused => TypedResults.Problem(refused.Why, statusCode: 409, title: "Somebody came first"),
            _ => TypedResults.Problem($"It changed since it was read: it is at version {after.Version} now. Read it again, then decide.",
                statusCode: 412, title: "The incident changed"),
        };
    }

    private static string Tag(Incident incident) => string.Create(CultureInfo.InvariantCulture, $"\"{incident.Version}\"");

    private static bool TrySeen(string ifMatch, out int? seen)
    {
        seen = null;
        if (ifMatch is "" or "*")
            return true;
        if (!int.TryParse(ifMatch.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return false;
        seen = version;
        return true;
    }

    private static ValidationProblem Invalid(string field, string reason) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [reason] });
}

/// <param name="Note">What was done, for those who read it later; at most 2,000 characters.</param>
internal sealed record ResolveIncident(string? Note);

/// <param name="Incident">As every API writes it.</param>
/// <param name="Trail">Everything that happened to it, in its order.</param>
internal sealed record IncidentWithTrail(Incident Incident, IReadOnlyList<TrailLine> Trail);
