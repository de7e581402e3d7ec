using System.Text.Json;
using FleetWatch.Analysis.Storage;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetWatch.Analysis.Reads;

/// <summary>A page of a stream. <see cref="Next"/> is the version to ask for next; null at the end.</summary>
internal sealed record StreamPage(IReadOnlyList<StoredEvent> Events, long? Next);

/// <summary>What people read of a fleet's streams; the key says whose.</summary>
internal static class ReadEndpoints
{
    private const int LargestPage = 1_000;

    public static void MapReads(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup("/v1").RequireScope(Scopes.Read);
        reads.MapGet("/terminals/{terminalId}/stream", ReadTerminal).WithSummary("A terminal's stream, a page at a time");
        reads.MapGet("/findings", ReadFindings).WithSummary("The findings that are open");
        reads.MapGet("/findings/{findingId}", ReadFinding).WithSummary("Everything that happened to one finding");
    }

    private static async Task<Results<Ok<StreamPage>, NotFound, ProblemHttpResult>> ReadTerminal(string terminalId, Caller caller, StoredEvents events,
        CancellationToken ct, long from = 1, int limit = 100)
    {
        if (from < 1 || limit is < 1 or > LargestPage)
            return TypedResults.Problem($"from: 1 or more; limit: 1 to {LargestPage}.", statusCode: StatusCodes.Status400BadRequest);
        var page = await events.Read(caller.Organisation, Streams.OfTerminal(terminalId), from, limit, ct);
        if (page.Count == 0 && from == 1)
            return TypedResults.NotFound();
        return TypedResults.Ok(new StreamPage(page, page.Count == limit ? page[^1].Version + 1 : null));
    }

    private static async Task<Ok<IEnumerable<JsonElement>>> ReadFindings(Caller caller, StoredEvents events, CancellationToken ct) =>
        TypedResults.Ok((await events.ReadOpenFindings(caller.Organisation, ct)).Select(latest => latest.Data));

    private static async Task<Results<Ok<IReadOnlyList<StoredEvent>>, NotFound>> ReadFinding(string findingId, Caller caller, StoredEvents events, CancellationToken ct)
    {
        var all = await events.Read(caller.Organisation, Streams.OfFinding(findingId), from: 1, LargestPage, ct);
        return all.Count == 0 ? TypedResults.NotFound() : TypedResults.Ok(all);
    }
}
