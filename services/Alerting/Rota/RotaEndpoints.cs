using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Alerting.Rota;

/// <summary>Who is on call now and for the next weeks, and each person's calendar.</summary>
internal static class RotaEndpoints
{
    private const int UsualDays = 14;
    private const int FeedDays = 60;

    public static void MapRota(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/on-call").WithTags("On call").ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/", Now).RequireScope(Scopes.Read).WithSummary("Who is on call now, and for the next days");
        group.MapPost("/people/{person}/calendar", Issue).RequireScope(Scopes.Incidents).WithSummary("A new address of a person's calendar; the one before ends")
            .ProducesProblem(404);
        // The token is the access: calendars cannot send headers.
        app.MapGet("/v1/calendars/{token}.ics", Feed).WithTags("On call").AllowAnonymous().WithSummary("A person's shifts as iCalendar");
    }

    private static async Task<IResult> Now(Caller caller, RotaView rota, DateTimeOffset? from, int? days, CancellationToken ct)
    {
        var read = await rota.Read(new ReadOnCall(caller.Organisation) { From = from, Days = days ?? UsualDays }, caller.Organisation, ct);
        return read.Ruling.Errors is [var wrong, ..] ? Etag.Refused(wrong.Field, wrong.Reason) : TypedResults.Ok(read.Schedules);
    }

    private static async Task<IResult> Issue(string person, Caller caller, Configurations configurations, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        await using var session = store.LightweightSession(caller.Organisation);
        if ((await configurations.Of(session, clock.GetUtcNow(), ct)).Plan.Person(person) is null)
            return TypedResults.Problem(Spoken.Of("no-person", ("person", person)), statusCode: 404, title: Spoken.Of("title.no-person"));
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        session.DeleteWhere<CalendarToken>(old => old.Organisation == caller.Organisation && old.Person == person);
        session.Store(new CalendarToken(Hash(token), caller.Organisation, person));
        await session.SaveChangesAsync(ct);
        return TypedResults.Ok(new CalendarAddress($"/v1/calendars/{token}.ics"));
    }

    private static async Task<IResult> Feed(string token, Configurations configurations, IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        await using var keys = store.QuerySession();
        if (await keys.LoadAsync<CalendarToken>(Hash(token), ct) is not { } known)
            return TypedResults.NotFound();
        await using var session = store.QuerySession(known.Organisation);
        var now = clock.GetUtcNow();
        var plan = (await configurations.Of(session, now, ct)).Plan;
        return TypedResults.Text(ShiftCalendar.Write(plan, known.Person, now.AddDays(-7), now.AddDays(FeedDays)), "text/calendar", Encoding.UTF8);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Lets whoever has the token read one person's shifts.</summary>
/// <param name="Id">SHA-256 of the token, in hex: the token itself is kept nowhere.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="Person">The person's id.</param>
internal sealed record CalendarToken(string Id, string Organisation, string Person);

/// <param name="Path">To be subscribed to; whoever knows it can read it.</param>
internal sealed record CalendarAddress(string Path);
