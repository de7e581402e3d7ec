using System.Text;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;

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
        group.MapPut("/{id}", Edit).RequireScope(Scopes.Incidents).WithSummary("Say a silence anew; If-Match is the version that was read")
            .ProducesProblem(404).ProducesProblem(412).ProducesValidationProblem();
        group.MapDelete("/{id}", End).RequireScope(Scopes.Incidents).WithSummary("End a silence now; what it held back and still stands is paged").ProducesProblem(404);
    }

    private static async Task<IResult> List(Caller caller, SilenceDesk desk, CancellationToken ct) => TypedResults.Ok(await desk.List(caller.Organisation, ct));

    private static async Task<IResult> Create(Caller caller, SilenceDesk desk, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (await Text(http, ct) is not { } text)
            return TooLong();
        var judged = await desk.Create(caller.Organisation, by, text, request: null, ct);
        return judged.Ruling.Outcome == Outcome.Done && judged.Window is { } window ? TypedResults.Created($"/v1/windows/{window.Id}", window) : Wrong(judged.Ruling);
    }

    private static async Task<IResult> Edit(string id, Caller caller, SilenceDesk desk, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!Etag.TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Etag.Invalid();
        if (await Text(http, ct) is not { } text)
            return TooLong();
        var judged = await desk.Edit(caller.Organisation, by, id, seen, text, ct);
        return judged.Ruling.Outcome == Outcome.Done ? TypedResults.Ok(judged.Window) : Wrong(judged.Ruling);
    }

    private static async Task<IResult> End(string id, Caller caller, SilenceDesk desk, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        var judged = await desk.End(caller.Organisation, by, id, ct);
        return judged.Ruling.Outcome == Outcome.Done ? TypedResults.NoContent() : Wrong(judged.Ruling);
    }

    private static IResult Wrong(Ruling verdict) => verdict.Outcome switch
    {
        Outcome.Missing => TypedResults.Problem(verdict.Why, statusCode: 404, title: Spoken.Of("title.no-silence")),
        Outcome.Outdated => TypedResults.Problem(verdict.Why, statusCode: 412, title: Spoken.Of("title.silence-changed")),
        _ => TypedResults.ValidationProblem(verdict.Errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(error => error.Reason).ToArray())),
    };

    /// <summary>Null: it is longer than any may be.</summary>
    private static async Task<string?> Text(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > LongestText)
            return null;
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }

    private static IResult TooLong() => Etag.Refused("body", Spoken.Of("at-most-bytes", ("most", LongestText)));
}
