using System.Diagnostics;
using System.Text;
using FleetWatch.Ingest.Events;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>
/// Turns a request away whose address holds card data, before anything else sees it, and keeps it out of the traces: they
/// would name the address.
/// </summary>
internal static class AddressGuard
{
    private const string Withheld = "(withheld)";

    public static void UseAddressGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Find(context.Request) is var found and not CardData.None)
        {
            Withhold(Activity.Current);
            await Problems.Of(context.Request, StatusCodes.Status400BadRequest, Reasons.Of(found)).ExecuteAsync(context);
            return;
        }
        await next(context);
    });

    internal static CardData Find(HttpRequest request)
    {
        var found = Find(request.Path.Value ?? "");
        if (found is CardData.None)
            found = Find(request.Headers.UserAgent.ToString());
        if (found is not CardData.None || !request.QueryString.HasValue)
            return found;
        foreach (var (name, values) in request.Query)
            foreach (var value in values)
                if (found is CardData.None && !LookAlikes.IsMerchantNumber(name, Encoding.UTF8.GetBytes(value ?? "")))
                    found = Find(name) is var inName and not CardData.None ? inName : Find(value ?? "");
        return found;
    }

    private static CardData Find(string text) => text.Length == 0 ? CardData.None : CardText.Find(Encoding.UTF8.GetBytes(text));

    private static void Withhold(Activity? activity)
    {
        if (activity is null)
            return;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        foreach (var tag in (string[])["url.path", "url.query", "user_agent.original"])
            activity.SetTag(tag, Withheld);
    }
}
