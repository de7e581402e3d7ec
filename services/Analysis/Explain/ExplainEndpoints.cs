using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Analysis.Reads;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Findings;
using FleetWatch.Explaining.Refusals;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetWatch.Analysis.Explain;

/// <summary>Why a card was refused, and what a finding means: JSON, or plain text where the caller asks for that.</summary>
internal static class ExplainEndpoints
{
    private const int LongestId = 64;
    private const int WholeStream = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static void MapExplain(this IEndpointRouteBuilder app)
    {
        var explain = app.MapGroup("/v1").RequireScope(Scopes.Read).ProducesProblem(401).ProducesProblem(403);
        explain.MapGet("/failures/{failureId}/explanation", OfFailure).WithSummary("Why this card was refused").Produces<RefusalExplanation>().ProducesProblem(404).ProducesProblem(409).ProducesValidationProblem();
        explain.MapGet("/terminals/{terminalId}/explanation", NearTime).WithSummary("Why a card was refused at this terminal, at about this time").Produces<RefusalExplanation>().ProducesProblem(404).ProducesValidationProblem();
        explain.MapGet("/findings/{findingId}/explanation", OfFinding).WithSummary("What a finding means and what to do about it").Produces<FindingExplanation>().ProducesProblem(404).ProducesValidationProblem();
    }

    private static async Task<IResult> OfFailure(string failureId, Caller caller, HttpRequest request, StoredFailures failures, StoredEvidence evidence, CancellationToken ct, string? terminal = null)
    {
        if (Wrong(("failureId", failureId), ("terminal", terminal)) is { } wrong)
            return wrong;
        if (terminal is not null)
            return await failures.Find(caller.Organisation, terminal, failureId, ct) is { } known
                ? await Refusal(caller, known, request, evidence, ct)
                : NotFound($"Terminal {terminal} has stored no failed transaction {failureId}.");
        var found = await failures.FindLately(caller.Organisation, failureId, ct);
        return found.Count switch
        {
            0 => NotFound($"There is no failed transaction {failureId} among the newest {StoredFailures.Newest.ToString(CultureInfo.InvariantCulture)} events; add ?terminal= to look among all."),
            1 => await Refusal(caller, found[0], request, evidence, ct),
            _ => TypedResults.Problem($"Several terminals report an event of this id: {string.Join(", ", found.Select(one => one.Failure.TerminalId))}. Add ?terminal=.",
                statusCode: StatusCodes.Status409Conflict),
        };
    }

    private static async Task<IResult> NearTime(string terminalId, Caller caller, HttpRequest request, StoredFailures failures, StoredEvidence evidence, CancellationToken ct, string? at = null)
    {
        if (Wrong(("terminalId", terminalId)) is { } wrong)
            return wrong;
        if (Moment.Read(at) is not { } moment)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["at"] = [Moment.Rule] });
        return await failures.FindNear(caller.Organisation, terminalId, moment, ct) is { } found
            ? await Refusal(caller, found, request, evidence, ct)
            : NotFound($"Terminal {terminalId} has stored no failed transaction within {StoredFailures.Nearest.TotalHours:0} hours of {moment:O}.");
    }

    private static async Task<IResult> OfFinding(string findingId, Caller caller, HttpRequest request, StoredEvents events, CancellationToken ct, string? timeZone = null)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "Etc/UTC", out var zone))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["timeZone"] = ["An IANA time zone, for example Asia/Shanghai."] });
        var told = (await events.Read(caller.Organisation, Streams.OfFinding(findingId), from: 1, WholeStream, ct)).LastOrDefault(one => one.Data.TryGetProperty("finding", out _));
        if (told is null)
            return NotFound($"There is no finding {findingId}.");
        var finding = told.Data.GetProperty("finding").Deserialize(ContractJson.Default.Finding) ?? throw new JsonException("A stored finding is empty.");
        var words = new Words(Language(request), zone);
        var explanation = FindingExplanation.Of(finding, words);
        return Answer(explanation, () => explanation.ToText(words), request);
    }

    private static async Task<IResult> Refusal(Caller caller, StoredFailure failure, HttpRequest request, StoredEvidence evidence, CancellationToken ct)
    {
        var about = await evidence.About(caller.Organisation, failure, ct);
        var words = new Words(Language(request), about.Zone);
        var explanation = RefusalExplanation.Of(about, words);
        return Answer(explanation, () => explanation.ToText(words), request);
    }

    private static IResult Answer<T>(T explanation, Func<string> text, HttpRequest request)
    {
        request.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
        return WantsText(request) ? TypedResults.Text(text(), "text/plain; charset=utf-8") : TypedResults.Json(explanation, Json);
    }

    private static bool WantsText(HttpRequest request) => request.GetTypedHeaders().Accept.OrderByDescending(one => one.Quality ?? 1)
        .Select(one => one.MediaType.Value).FirstOrDefault(one => one is "text/plain" or "application/json" or "*/*") == "text/plain";

    private static CultureInfo Language(HttpRequest request) => CultureInfo.GetCultureInfo(ReaderLanguage.Of(request.Headers.AcceptLanguage));

    // All wrong ones at once.
    private static ValidationProblem? Wrong(params (string Name, string? Id)[] ids)
    {
        var wrong = ids.Where(id => id.Id is { } given && (given.Length is 0 or > LongestId || given.Any(char.IsControl)))
            .ToDictionary(id => id.Name, id => new[] { $"1 to {LongestId} characters, none of them a control character." });
        return wrong.Count == 0 ? null : TypedResults.ValidationProblem(wrong);
    }

    private static ProblemHttpResult NotFound(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status404NotFound);
}
