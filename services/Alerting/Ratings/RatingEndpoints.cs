using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Pages;
using FleetWatch.Explaining;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Alerting.Ratings;

/// <summary>What the ratings of the last weeks suggest for the settings of detection. It is shown, and changes nothing.</summary>
internal static class RatingEndpoints
{
    private const int MostDays = 90;

    public static void MapRatings(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/ratings/advice", Advise).RequireScope(Scopes.Read).WithTags("Incidents").ProducesProblem(401).ProducesProblem(403).ProducesValidationProblem()
            .WithSummary("What the ratings of the last days suggest for the settings of detection; Accept-Language: zh for Chinese").Produces<RatingsRead>();

    private static async Task<IResult> Advise(int? days, Caller caller, IDocumentStore store, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (days is < 1 or > MostDays)
            return Etag.Refused("days", Spoken.Of("range", ("most", MostDays)));
        var since = clock.GetUtcNow() - TimeSpan.FromDays(days ?? RatingsRead.UsualDays);
        await using var session = store.QuerySession(caller.Organisation);
        var rated = await session.Query<Incident>().Where(incident => incident.OpenedAt >= since && incident.Ratings.Any()).ToListAsync(ct);
        return TypedResults.Ok(RatingsRead.Of(rated, days ?? RatingsRead.UsualDays, PageWords.For(Trail.Language(http.Request.Headers.AcceptLanguage), "Etc/UTC")));
    }
}

/// <param name="Days">How far back.</param>
/// <param name="Rated">How many incidents of that time were rated.</param>
/// <param name="Advice">Empty: nothing is to be changed.</param>
internal sealed record RatingsRead(int Days, int Rated, IReadOnlyList<AdviceLine> Advice)
{
    /// <summary>Four weeks: each day of the week counts alike.</summary>
    public const int UsualDays = 28;

    public static RatingsRead Of(IReadOnlyList<Incident> rated, int days, Words words) =>
        new(days, rated.Count, [.. RatingAdvice.Of(rated).Select(advice => new AdviceLine(advice, Line(advice.Change), Text(advice, days, words)))]);

    /// <summary>As it stands in the settings of Analysis.</summary>
    private static string? Line(SettingChange? change) => change is null ? null : $"Analysis__Detection__{change.Setting}={change.Value}";

    private static string Text(Advice advice, int days, Words words)
    {
        var kind = words.Say("advice.kind", ("noise", advice.Noise), ("rated", advice.Rated), ("cause", words.Cause(advice.Cause)),
            ("scope", words.Say($"advice.scope.{advice.Scope}")), ("days", days));
        return advice.Change is not { } change ? $"{kind} {words.Say("advice.none")}"
            : $"{kind} {words.Say("advice.change", ("setting", change.Setting), ("value", change.Value), ("spares", change.Spares), ("costs", change.Costs), ("useful", change.Useful))}";
    }
}

/// <param name="Facts">As data.</param>
/// <param name="Setting">The line of the settings; null: there is none.</param>
/// <param name="Text">In words.</param>
internal sealed record AdviceLine(Advice Facts, string? Setting, string Text);
