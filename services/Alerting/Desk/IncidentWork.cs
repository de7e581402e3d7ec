using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Desk;

/// <summary>What else people do to incidents, besides taking them on and ending them.</summary>
internal static class IncidentWork
{
    public static void MapIncidentWork(this IEndpointRouteBuilder app)
    {
        var work = app.MapGroup("/v1/incidents/{id}").WithTags("Incidents").RequireScope(Scopes.Incidents)
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesValidationProblem();
        work.MapPost("/assign", Assign).WithSummary("Ask somebody to look after an incident; a person of the configuration is paged");
        work.MapPost("/comment", Comment).WithSummary("Write something into its trail");
        work.MapPost("/snooze", Snooze).WithSummary("Page nobody until then, unless it becomes more severe");
        work.MapPost("/escalate", Escalate).WithSummary("Take the next step of its escalation now");
        work.MapPost("/reopen", Reopen).WithSummary("Say that it is not over after all");
        work.MapPost("/rate", Rate).WithSummary("Say whether it was worth raising");
    }

    private static Task<IResult> Assign(string id, AssignIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body, caller, desk, http, ct);

    private static Task<IResult> Comment(string id, CommentIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body, caller, desk, http, ct);

    private static Task<IResult> Snooze(string id, SnoozeIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body, caller, desk, http, ct);

    private static Task<IResult> Escalate(string id, EscalateIncident? body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body ?? new EscalateIncident(), caller, desk, http, ct);

    private static Task<IResult> Reopen(string id, ReopenIncident? body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body ?? new ReopenIncident(), caller, desk, http, ct);

    private static Task<IResult> Rate(string id, RateIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, body, caller, desk, http, ct);
}
