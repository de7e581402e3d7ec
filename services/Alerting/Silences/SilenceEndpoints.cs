using System.Text;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Store;
using FleetWatch.OnCall;
using FleetWatch.Rulebook;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Alerting.Silences;

/// <summary>Maintenance windows and silences: those of the file, and those made by hand.</summary>
internal static class SilenceEndpoints
{
    private const int LongestText = 20_000;

    public static void MapSilences(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/windows").WithTags("Windows").ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/", List).RequireScope(Scopes.Read).WithSummary("Windows and silences that are not over, with what they have held back");
        group.MapPost("/", Create).RequireScope(Scopes.Incidents).WithSummary("Make a silence: { scopes, causes, start, length, rule, timeZone, reason, remindBefore }")
            .ProducesValidationProblem();
        group.MapDelete("/{id}", End).RequireScope(Scopes.Incidents).WithSummary("End a silence now; what it held back and still stands is paged").ProducesProblem(404);
    }

    private static async Task<IResult> List(Caller caller, Configurations configurations, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        var now = clock.GetUtcNow();
        var windows = (await configurations.Of(session, now, ct)).Plan.Windows;
        var held = await HeldBack.Count(session, ct);
        return TypedResults.Ok(windows.Select(window => Shown(window, now, held.GetValueOrDefault(window.Id))));
    }

    private static async Task<IResult> Create(Caller caller, IncidentTransactions transactions, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (http.Request.ContentLength > LongestText)
            return Etag.Refused("body", $"At most {LongestText} bytes.");
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(ct);
        var id = $"s-{Guid.CreateVersion7():n}"[..18];
        var (window, errors) = WindowText.Read(id, text);
        if (window is null)
            return TypedResults.ValidationProblem(errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Reason).ToArray()));
        var now = clock.GetUtcNow();
        var silence = Silence.Of(id, text, window, by, now);
        if (silence.EndsAt <= now)
            return Etag.Refused("length", "It would be over already.");
        await Keep(silence, by, now, transactions, caller.Organisation, ct);
        return TypedResults.Created($"/v1/windows/{id}", Shown(window with { CreatedBy = by }, now, 0));
    }

    private static async Task<IResult> End(string id, Caller caller, IDocumentStore store, IncidentTransactions transactions, DueDecisions due, TimeProvider clock,
        HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        await using var session = store.QuerySession(caller.Organisation);
        if (await session.LoadAsync<Silence>(id, ct) is not { } silence)
            return TypedResults.Problem("Windows of the file are taken out of the file.", statusCode: 404, title: "There is no such silence");
        var now = clock.GetUtcNow();
        if (silence.EndsAt is null || silence.EndsAt > now)
            await Keep(silence with { EndsAt = now, RemindAt = null }, by, now, transactions, caller.Organisation, ct);
        await due.Reconsider(caller.Organisation, ct);
        return TypedResults.NoContent();
    }

    private static async Task Keep(Silence silence, string by, DateTimeOffset now, IncidentTransactions transactions, string organisation, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        session.Store(silence);
        session.Events.Append($"silence/{silence.Id}", new SilenceChanged { At = now, By = by, Silence = silence });
        await session.SaveChangesAsync(ct);
    }

    private static ShownWindow Shown(Window window, DateTimeOffset now, long heldBack)
    {
        var next = window.Next(now);
        return new ShownWindow
        {
            Id = window.Id,
            Reason = window.Reason,
            CreatedBy = window.CreatedBy,
            Scopes = [.. window.Scopes.Select(scope => scope.ToString())],
            Causes = window.Causes,
            Rule = window.Rule,
            TimeZone = window.TimeZone ?? "terminal",
            From = next?.From,
            To = next?.To,
            HeldBack = heldBack,
        };
    }
}

/// <summary>A window as the API shows it.</summary>
internal sealed record ShownWindow
{
    public required string Id { get; init; }
    public required string Reason { get; init; }
    public required string CreatedBy { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required IReadOnlyList<string> Causes { get; init; }
    public string? Rule { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>Of the present or next time; in UTC where it follows the terminals.</summary>
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    /// <summary>Pages that it has held back so far.</summary>
    public required long HeldBack { get; init; }
}
