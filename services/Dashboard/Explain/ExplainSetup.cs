using System.Globalization;
using System.Text;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Refusals;

namespace FleetWatch.Dashboard.Explain;

/// <summary>Why a card was refused, from this service's own tables.</summary>
internal static class ExplainSetup
{
    public static IHostApplicationBuilder AddExplain(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FailureSearch>().AddSingleton<FailureEvidence>();
        return builder;
    }

    public static void MapExplain(this WebApplication app) => app.MapGet("/explain/pack", Download).RequireAuthorization(Roles.Viewer);

    private static async Task<IResult> Download(HttpContext http, FailureSearch search, FailureEvidence evidence, CancellationToken ct, string reference = "", string terminal = "", string at = "")
    {
        var person = Person.Of(http.User) ?? throw new InvalidOperationException("Let in without being signed in.");
        var moment = LocalMoment.Read(at, TimeZoneInfo.Utc);
        if ((await search.ByReference(person.Sight, reference, terminal, ct)).MinBy(one => moment is null ? TimeSpan.Zero : (one.Failure.OccurredAt - moment.Value).Duration()) is not { } found)
            return TypedResults.NotFound();
        var about = await evidence.About(person.Organisation, found, ct);
        var words = new Words(CultureInfo.CurrentUICulture, about.Zone, Texts.Own);
        var text = PackText.Of(RefusalExplanation.Of(about, words), words);
        return TypedResults.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"evidence-{found.ReceivedAt.UtcDateTime:yyyyMMdd-HHmmss}.txt");
    }
}
