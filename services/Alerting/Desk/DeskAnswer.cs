using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Desk;

/// <summary>Has an act decided and says what came of it: also who came first, and that the incident changed meanwhile.</summary>
internal static class DeskAnswer
{
    public static async Task<IResult> Of(string id, Caller caller, IncidentDesk desk, HttpContext http,
        Func<Incident, string, IncidentSettings, DateTimeOffset, Act> decide, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!Etag.TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Etag.Invalid();
        var done = await desk.Act(caller.Organisation, id, seen, (incident, settings, now) => decide(incident, by, settings, now), ct);
        if (done is not var (after, act))
            return TypedResults.NotFound();
        http.Response.Headers.ETag = Etag.Of(after.Version);
        return act switch
        {
            ActDone or ActRepeated => TypedResults.Ok(after),
            ActRefused refused => TypedResults.Problem(refused.Why, statusCode: 409, title: "Somebody came first"),
            _ => TypedResults.Problem($"It changed since it was read: it is at version {after.Version} now. Read it again, then decide.",
                statusCode: 412, title: "The incident changed"),
        };
    }
}
