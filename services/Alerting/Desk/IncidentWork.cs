using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Desk;

/// <summary>What else people do to incidents, besides taking them on and ending them.</summary>
internal static class IncidentWork
{
    private const int LongestName = 64;

    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

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
        body.To is not { Length: > 0 and <= LongestName } || body.To.Any(char.IsControl)
            ? Answer(Etag.Refused("to", $"1 to {LongestName} printable characters."))
            : DeskAnswer.Of(id, caller, desk, http, (incident, by, _, now) => IncidentActs.Assign(incident, by, body.To, now), ct);

    private static Task<IResult> Comment(string id, CommentIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(body.Text) ? Answer(Etag.Refused("text", "There is none."))
        : IncidentEndpoints.Words(body.Text, "text") is { } wrong ? Answer(wrong)
        : DeskAnswer.Of(id, caller, desk, http, (incident, by, _, now) => IncidentActs.Comment(incident, by, body.Text, now), ct);

    private static Task<IResult> Snooze(string id, SnoozeIncident body, Caller caller, IncidentDesk desk, HttpContext http, TimeProvider clock, CancellationToken ct) =>
        body.Until <= clock.GetUtcNow() || body.Until > clock.GetUtcNow() + LongestSnooze ? Answer(Etag.Refused("until", $"Later than now, at most {LongestSnooze.Days} days."))
        : IncidentEndpoints.Words(body.Note, "note") is { } wrong ? Answer(wrong)
        : DeskAnswer.Of(id, caller, desk, http, (incident, by, _, now) => IncidentActs.Snooze(incident, by, body.Until, body.Note, now), ct);

    private static Task<IResult> Escalate(string id, EscalateIncident? body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        DeskAnswer.Of(id, caller, desk, http, (incident, by, settings, now) => IncidentActs.Escalate(incident, by, body?.Policy, settings, now), ct);

    private static Task<IResult> Reopen(string id, ReopenIncident? body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        IncidentEndpoints.Words(body?.Note, "note") is { } wrong ? Answer(wrong)
        : DeskAnswer.Of(id, caller, desk, http, (incident, by, _, now) => IncidentActs.Reopen(incident, by, body?.Note, now), ct);

    private static Task<IResult> Rate(string id, RateIncident body, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct) =>
        IncidentEndpoints.Words(body.Note, "note") is { } wrong ? Answer(wrong)
        : DeskAnswer.Of(id, caller, desk, http, (incident, by, _, now) => IncidentActs.Rate(incident, by, body.Useful, body.Note, now), ct);

    private static Task<IResult> Answer(IResult wrong) => Task.FromResult(wrong);
}

/// <param name="To">A person's id in the configuration, or any name.</param>
internal sealed record AssignIncident(string To);

/// <param name="Text">At most 2,000 characters.</param>
internal sealed record CommentIncident(string Text);

internal sealed record SnoozeIncident(DateTimeOffset Until, string? Note);

/// <param name="Policy">Which; null: the one whose next step is due first.</param>
internal sealed record EscalateIncident(string? Policy);

internal sealed record ReopenIncident(string? Note);

/// <param name="Useful">False: it was noise.</param>
/// <param name="Note">Why.</param>
internal sealed record RateIncident(bool Useful, string? Note);
