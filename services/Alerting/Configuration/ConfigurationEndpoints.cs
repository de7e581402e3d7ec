using System.Text;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Store;
using FleetWatch.Rulebook;
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
            return TypedResults.Problem("None is stored: the routes of the service's settings hold.", statusCode: 404, title: "No configuration");
        http.Response.Headers.ETag = Etag.Of(stored.Version);
        return TypedResults.Text(stored.Yaml, Yaml, Encoding.UTF8);
    }

    private static async Task<IResult> Put(Caller caller, IncidentTransactions transactions, Configurations configurations, DueDecisions due, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!Etag.TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Etag.Invalid();
        var (yaml, errors) = await Body(http, configurations, ct);
        if (errors.Count > 0)
            return Wrong(errors);
        await using var session = await transactions.Begin(caller.Organisation, ct);
        var before = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        if (http.Request.Headers.IfMatch.Count == 0 && before is not null)
            return TypedResults.Problem("Say by If-Match which version it replaces.", statusCode: 428, title: "If-Match is missing");
        if (seen is not null && seen != (before?.Version ?? 0))
            return TypedResults.Problem($"It is at version {before?.Version ?? 0} now, by {before?.By}. Read it again, then decide.", statusCode: 412, title: "The configuration changed");
        var now = clock.GetUtcNow();
        var after = new StoredConfiguration(StoredConfiguration.Only, (before?.Version ?? 0) + 1, yaml, by);
        var changes = LineDiff.Of(before?.Yaml ?? "", yaml);
        session.Store(after);
        session.Events.Append(StoredConfiguration.Only, new ConfigurationChanged { At = now, By = by, Version = after.Version, Yaml = yaml, Changes = changes });
        await session.SaveChangesAsync(ct);
        await due.Reconsider(caller.Organisation, ct);
        http.Response.Headers.ETag = Etag.Of(after.Version);
        return TypedResults.Ok(new ConfigurationPut(after.Version, changes));
    }

    private static async Task<IResult> Check(Configurations configurations, HttpContext http, CancellationToken ct)
    {
        var (_, errors) = await Body(http, configurations, ct);
        return errors.Count == 0 ? TypedResults.NoContent() : Wrong(errors);
    }

    private static async Task<IResult> History(Caller caller, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        var stream = await session.Events.FetchStreamAsync(StoredConfiguration.Only, token: ct);
        return TypedResults.Ok(stream.Select(stored => (ConfigurationChanged)stored.Data).Select(one => new { one.At, one.By, one.Version, one.Changes }));
    }

    private static async Task<(string Yaml, IReadOnlyList<ConfigurationError> Errors)> Body(HttpContext http, Configurations configurations, CancellationToken ct)
    {
        if (http.Request.ContentLength > LongestFile)
            return ("", [new ConfigurationError(1, 1, "", $"The file is longer than {LongestFile} bytes.")]);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var yaml = await reader.ReadToEndAsync(ct);
        return (yaml, configurations.Check(yaml).Errors);
    }

    private static ProblemHttpResult Wrong(IReadOnlyList<ConfigurationError> errors) => TypedResults.Problem("It was not taken.", statusCode: 400,
        title: "The configuration is wrong", extensions: new Dictionary<string, object?> { ["errors"] = errors });
}

/// <param name="Version">From 1.</param>
/// <param name="Changes">Line by line.</param>
internal sealed record ConfigurationPut(int Version, IReadOnlyList<string> Changes);
