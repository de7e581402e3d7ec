using System.Text;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetWatch.Alerting.Configuration;

/// <summary>The one file of people, teams, schedules, policies, routes and windows, as YAML.</summary>
internal static class ConfigurationEndpoints
{
    private const string Yaml = "application/yaml";
    private const int LongestFile = 2_000_000;

    public static void MapConfiguration(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/configuration").WithTags("Configuration").ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/", Get).RequireScope(Scopes.Read).WithSummary("The file as it stands, with its ETag").Produces<string>(200, Yaml).ProducesProblem(404);
        group.MapPut("/", Put).RequireScope(Scopes.Incidents).WithSummary("Put another file in its place; If-Match is the ETag of the one that was read, or * to put the first one")
            .Accepts<string>(Yaml).ProducesProblem(412).ProducesProblem(428).ProducesValidationProblem();
        group.MapPost("/check", Check).RequireScope(Scopes.Read).WithSummary("Everything that is wrong with a file; nothing is stored").Accepts<string>(Yaml);
        group.MapGet("/history", History).RequireScope(Scopes.Read).WithSummary("Who changed what, the latest last");
    }

    private static async Task<IResult> Get(Caller caller, IDocumentStore store, HttpContext http, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        if (await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct) is not { } stored)
            return TypedResults.Problem(Spoken.Of("no-file"), statusCode: 404, title: Spoken.Of("title.no-file"));
        http.Response.Headers.ETag = Etag.Of(stored.Version);
        return TypedResults.Text(stored.Yaml, Yaml, Encoding.UTF8);
    }

    private static async Task<IResult> Put(Caller caller, ConfigurationDesk desk, IDocumentStore store, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!Etag.TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Etag.Invalid();
        if (http.Request.Headers.IfMatch.Count == 0 && await IsThere(caller.Organisation, store, ct))
            return TypedResults.Problem(Spoken.Of("if-match"), statusCode: 428, title: Spoken.Of("title.if-match"));
        if (await Body(http, ct) is not { } yaml)
            return TooLong();
        var judged = await desk.Put(caller.Organisation, by, seen, yaml, ct);
        if (judged.Ruling.Outcome == Outcome.Outdated)
            return TypedResults.Problem(judged.Ruling.Why, statusCode: 412, title: Spoken.Of("title.file-changed"));
        if (judged.Ruling.Outcome != Outcome.Done)
            return Wrong(judged.Ruling.Errors);
        http.Response.Headers.ETag = Etag.Of(judged.Version);
        return TypedResults.Ok(new ConfigurationPut(judged.Version, judged.Changes));
    }

    private static async Task<IResult> Check(Caller caller, ConfigurationDesk desk, HttpContext http, CancellationToken ct) => await Body(http, ct) is not { } yaml ? TooLong()
        : (await desk.Check(caller.Organisation, yaml, ct)).Ruling is { Errors: { Count: > 0 } errors } ? Wrong(errors)
        : TypedResults.NoContent();

    private static async Task<IResult> History(Caller caller, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        var stream = await session.Events.FetchStreamAsync(StoredConfiguration.Only, token: ct);
        return TypedResults.Ok(stream.Select(stored => (ConfigurationChanged)stored.Data).Select(one => new { one.At, one.By, one.Version, one.Changes }));
    }

    private static async Task<bool> IsThere(string organisation, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        return await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct) is not null;
    }

    /// <summary>Null: it is longer than any file may be.</summary>
    private static async Task<string?> Body(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > LongestFile)
            return null;
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }

    private static ProblemHttpResult TooLong() => Wrong([new FieldError("", Spoken.Of("at-most-bytes", ("most", LongestFile)), 1, 1)]);

    private static ProblemHttpResult Wrong(IReadOnlyList<FieldError> errors) => TypedResults.Problem(Spoken.Of("not-taken"), statusCode: 400,
        title: Spoken.Of("title.wrong-file"), extensions: new Dictionary<string, object?> { ["errors"] = errors });
}

/// <param name="Version">From 1.</param>
/// <param name="Changes">Line by line.</param>
internal sealed record ConfigurationPut(int Version, IReadOnlyList<string> Changes);
