using System.Text.Json;
using FleetWatch.Analysis.Explain;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Analysis.Export;

/// <summary>Hands out stored events as NDJSON of the public format, for <c>backtest</c> and <c>compare</c>.</summary>
internal static class ExportEndpoints
{
    private const int FlushEvery = 512;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(93);

    public static void MapExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/export/events", Export).RequireScope(Scopes.Read).WithSummary("The events of a span, streamed as NDJSON")
            .Produces<string>(contentType: "application/x-ndjson").ProducesValidationProblem().ProducesProblem(401).ProducesProblem(403);

    private static async Task<IResult> Export(Caller caller, StoredFeed feed, HttpResponse response, CancellationToken ct, string? from = null, string? to = null)
    {
        var (begin, end) = (Moment.Read(from), Moment.Read(to));
        if (Wrong(begin, end) is { Count: > 0 } wrong)
            return TypedResults.ValidationProblem(wrong);
        response.ContentType = "application/x-ndjson";
        var written = 0;
        await foreach (var one in feed.Read(caller.Organisation, begin!.Value, end!.Value, ct)) // Both are there: else something was wrong.
        {
            JsonSerializer.Serialize(response.BodyWriter.AsStream(leaveOpen: true), one, ContractJson.Default.TerminalEvent);
            await response.BodyWriter.WriteAsync("\n"u8.ToArray(), ct);
            if (++written % FlushEvery == 0)
                await response.BodyWriter.FlushAsync(ct);
        }
        return TypedResults.Empty;
    }

    private static Dictionary<string, string[]> Wrong(DateTimeOffset? from, DateTimeOffset? to)
    {
        var wrong = new Dictionary<string, string[]>();
        if (from is null)
            wrong["from"] = [Moment.Rule];
        if (to is null)
            wrong["to"] = [Moment.Rule];
        else if (to <= from)
            wrong["to"] = ["Later than from."];
        else if (to - from > Longest)
            wrong["to"] = [$"At most {Longest.TotalDays:0} days after from."];
        return wrong;
    }
}
