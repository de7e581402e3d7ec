using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FleetWatch.Ingest.Registry;

/// <summary><c>/v1/terminals</c>: the registry of the caller's organisation.</summary>
internal static class TerminalsApi
{
    private const int MaxTerminalBytes = 32 * 1024;

    public static void MapTerminals(this IEndpointRouteBuilder routes)
    {
        var terminals = routes.MapGroup("/v1/terminals").RequireScope(Scopes.Registry).AddEndpointFilter(SayWhenStoreIsAway);
        terminals.MapGet("/", TerminalLists.List).WithName("ListTerminals").WithSummary("List terminals, a page at a time, in the order of their ids.");
        terminals.MapGet("/export", TerminalLists.Export).WithName("ExportTerminals").WithSummary("The whole registry as CSV, safe to open in a spreadsheet.");
        terminals.MapPost("/import", TerminalLists.Import).WithName("ImportTerminals").WithSummary("Import a CSV file, with a verdict for every row refused.");
        terminals.MapGet("/{id}", Get).WithName("GetTerminal").WithSummary("Read one terminal; its entity tag is its version.")
            .Produces<TerminalRecord>().ProducesProblem(StatusCodes.Status404NotFound);
        terminals.MapPut("/{id}", Put).WithName("PutTerminal").WithSummary("Register a terminal or say what it is now; If-Match and If-None-Match are kept.")
            .Produces<TerminalRecord>().Produces<TerminalRecord>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        terminals.MapDelete("/{id}", Delete).WithName("RetireTerminal").WithSummary("Take a terminal out of use: it is expected to be silent from now on.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Get(string id, HttpContext context, RegistryBook book, CancellationToken ct) =>
        await book.Find(context.Caller().Organisation, id, ct) is { Retired: false } found
            ? Answer(context, found.Terminal, found.Version, StatusCodes.Status200OK)
            : Problems.Of(context.Request, StatusCodes.Status404NotFound, "not-registered");

    private static async Task<IResult> Put(string id, HttpContext context, RegistryBook book, TimeProvider time, CancellationToken ct)
    {
        await using var body = new Body(context.Request, MaxTerminalBytes);
        await body.ReadToEnd(ct);
        var refusals = new List<Refusal>();
        if (TerminalJson.Read(body.Unread.Span, id, refusals) is not { } wanted)
            return refusals.Count == 0
                ? Problems.Of(context.Request, StatusCodes.Status400BadRequest, "body-not-a-terminal")
                : Problems.Refused(context.Request, refusals);
        var now = time.GetUtcNow();
        var precondition = Precondition.Of(context.Request);
        RegisteredTerminal? before = null;
        var changes = await book.Change(context.Caller().Organisation, [id],
            (_, current) => precondition.Holds(before = current) ? RegistryDecision.Put(current, wanted, now) : null, ct);
        if (!precondition.Holds(before))
            return Problems.Of(context.Request, StatusCodes.Status412PreconditionFailed, "precondition-failed");
        var after = changes is [var change] ? RegisteredTerminal.After(before, change) : before!; // nothing changed: it was there
        return Answer(context, after.Terminal, after.Version,
            changes is [TerminalRegistered] ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Delete(string id, HttpContext context, RegistryBook book, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var precondition = Precondition.Of(context.Request);
        RegisteredTerminal? before = null;
        await book.Change(context.Caller().Organisation, [id],
            (_, current) => precondition.Holds(before = current) ? RegistryDecision.Retire(current, now) : null, ct);
        return before is null ? Problems.Of(context.Request, StatusCodes.Status404NotFound, "not-registered")
            : !precondition.Holds(before) ? Problems.Of(context.Request, StatusCodes.Status412PreconditionFailed, "precondition-failed")
            : TypedResults.NoContent();
    }

    private static JsonHttpResult<TerminalRecord> Answer(HttpContext context, TerminalRecord terminal, int version, int status)
    {
        context.Response.Headers.ETag = Precondition.Tag(version);
        return TypedResults.Json(terminal, IngestJson.Default.TerminalRecord, statusCode: status);
    }

    private static async ValueTask<object?> SayWhenStoreIsAway(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            return await next(invocation);
        }
        catch (PostRefused refused)
        {
            return Problems.Of(context.Request, refused.Status, refused.Reason);
        }
        catch (Exception broken) when (broken is NpgsqlException { SqlState: null } || broken.InnerException is NpgsqlException { SqlState: null })
        {
            context.Response.Headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
            return Problems.Of(context.Request, StatusCodes.Status503ServiceUnavailable, "registry-away");
        }
    }
}
