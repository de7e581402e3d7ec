using System.Diagnostics;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Desk;

/// <summary>Has an act decided and says what came of it: also who came first, and that the incident changed meanwhile.</summary>
internal static class DeskAnswer
{
    public static async Task<IResult> Of(string id, IncidentAct wanted, Caller caller, IncidentDesk desk, HttpContext http, CancellationToken ct)
    {
        if (Actor.Of(http, caller) is not { } by)
            return Actor.Invalid();
        if (!Etag.TrySeen(http.Request.Headers.IfMatch.ToString(), out var seen))
            return Etag.Invalid();
        var done = await desk.Act(caller.Organisation, id, seen, by, wanted, request: null, regions: null, ct);
        if (done is not var (after, act))
            return TypedResults.NotFound();
        http.Response.Headers.ETag = Etag.Of(after.Version);
        return act switch
        {
            ActDone or ActRepeated => TypedResults.Ok(after),
            ActUnfit unfit => Etag.Refused(unfit.Error.Field, unfit.Error.Reason),
            ActRefused refused => TypedResults.Problem(refused.Why, statusCode: 409, title: Spoken.Of("title.first")),
            ActOutdated => TypedResults.Problem(Outdated(after.Version), statusCode: 412, title: Spoken.Of("title.changed")),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The same, for one who asked over the bus.</summary>
    public static IncidentActed Of((Incident Incident, Act Act)? done) => done is not var (after, act)
        ? new IncidentActed { Ruling = new Ruling(Outcome.Missing, Spoken.Of("no-incident")) }
        : new IncidentActed
        {
            Version = after.Version,
            Ruling = act switch
            {
                ActDone or ActRepeated => Ruling.Done,
                ActUnfit unfit => Ruling.Refused(unfit.Error),
                ActRefused refused => new Ruling(Outcome.Conflict, refused.Why) { Obstacle = refused.Obstacle },
                ActOutdated => new Ruling(Outcome.Outdated, Outdated(after.Version)) { Obstacle = new Obstacle("changed") },
                _ => throw new UnreachableException(),
            },
        };

    private static string Outdated(int version) => Spoken.Of("changed-since", ("version", version));
}
