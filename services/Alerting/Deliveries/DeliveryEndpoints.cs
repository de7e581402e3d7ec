using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>Pages on their way, and those that never arrived: a person looks them through, mends what was wrong, and sends them again.</summary>
internal static class DeliveryEndpoints
{
    private const int LargestList = 500;

    public static void MapDeliveries(this IEndpointRouteBuilder app)
    {
        var deliveries = app.MapGroup("/v1/deliveries").WithTags("Deliveries").ProducesProblem(401).ProducesProblem(403);
        deliveries.MapGet("/", List).RequireScope(Scopes.Incidents).WithSummary("List pages that have not arrived, the oldest first").ProducesValidationProblem();
        deliveries.MapPost("/{id}/resend", Resend).RequireScope(Scopes.Incidents).WithSummary("Send a page again that was given up").ProducesProblem(409);
    }

    private static async Task<Results<Ok<DeliveryList>, ValidationProblem>> List(string? state, Caller caller, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(caller.Organisation);
        var all = session.Query<Delivery>();
        var asked = state switch
        {
            null => all,
            DeliveryState.Queued => all.Where(delivery => delivery.DueAt != null && delivery.Attempts == 0),
            DeliveryState.Failed => all.Where(delivery => delivery.DueAt != null && delivery.Attempts > 0),
            DeliveryState.GaveUp => all.Where(delivery => delivery.DueAt == null),
            _ => null as IQueryable<Delivery>,
        };
        if (asked is null)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["state"] = [Spoken.Of("states-of-pages")] });
        var found = await asked.OrderBy(delivery => delivery.DecidedAt).Take(LargestList).ToListAsync(ct);
        return TypedResults.Ok(new DeliveryList([.. found.Select(DeliveryLine.Of)]));
    }

    private static async Task<IResult> Resend(string id, Caller caller, DeliveryQueue queue, DeliverySignal signal, TimeProvider clock, HttpContext http,
        CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!await queue.Resend(caller.Organisation, id, by, clock.GetUtcNow(), ct))
            return TypedResults.Problem(Spoken.Of("not-given-up"), statusCode: 409, title: Spoken.Of("title.not-given-up"));
        signal.Wake();
        return TypedResults.Accepted("/v1/deliveries");
    }
}

/// <summary>Where a page is on its way; what was sent is in the incident's trail only.</summary>
internal static class DeliveryState
{
    public const string Queued = "queued";

    /// <summary>It failed, and is tried again.</summary>
    public const string Failed = "failed";
    public const string GaveUp = "gave-up";
}

/// <param name="Deliveries">At most 500.</param>
internal sealed record DeliveryList(IReadOnlyList<DeliveryLine> Deliveries);

/// <summary>One page that has not arrived.</summary>
internal sealed record DeliveryLine
{
    public required string Id { get; init; }
    public required string State { get; init; }
    public required string IncidentId { get; init; }
    public required PageKind Kind { get; init; }
    public required string Channel { get; init; }
    public required string Recipient { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    public static DeliveryLine Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        State = delivery.DueAt is null ? DeliveryState.GaveUp : delivery.Attempts > 0 ? DeliveryState.Failed : DeliveryState.Queued,
        IncidentId = delivery.Incident.Id,
        Kind = delivery.Kind,
        Channel = delivery.Channel,
        Recipient = delivery.Recipient,
        Attempts = delivery.Attempts,
        DecidedAt = delivery.DecidedAt,
        DueAt = delivery.DueAt,
    };
}
