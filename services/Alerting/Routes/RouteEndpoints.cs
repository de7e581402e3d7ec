using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Routes;

/// <summary>Which way an incident would go, before anything is saved.</summary>
internal static class RouteEndpoints
{
    public static void MapRoutes(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/routes/dry-run", Run).RequireScope(Scopes.Read).WithTags("Routes").ProducesProblem(404).ProducesValidationProblem()
            .WithSummary("Which route an incident takes, whom it pages, when and why, and what holds it back; with the stored configuration or one that is given");

    private static async Task<IResult> Run(DryRunRequest request, Caller caller, RouteTrials trials, CancellationToken ct)
    {
        var tried = await trials.Run(new TryRoutes(caller.Organisation)
        {
            IncidentId = request.IncidentId,
            Finding = request.Finding,
            Configuration = request.Configuration,
            At = request.At,
        }, caller.Organisation, ct);
        return tried switch
        {
            { Trial: { } trial } => TypedResults.Ok(trial),
            { Ruling.Outcome: Outcome.Missing } => TypedResults.Problem(tried.Ruling.Why, statusCode: 404, title: Spoken.Of("title.no-incident")),
            { Ruling.Errors: [{ Line: null } error] } => Etag.Refused(error.Field, error.Reason),
            _ => TypedResults.Problem(Spoken.Of("not-tried"), statusCode: 400, title: Spoken.Of("title.wrong-file"),
                extensions: new Dictionary<string, object?> { ["errors"] = tried.Ruling.Errors }),
        };
    }
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
