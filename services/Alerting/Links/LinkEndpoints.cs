using FleetWatch.Alerting.Desk;

namespace FleetWatch.Alerting.Links;

/// <summary>
/// Where links lead. A GET shows, for mail scanners and previews follow links too; only the button's POST acts. The token is in the query, which
/// traces leave out.
/// </summary>
internal static class LinkEndpoints
{
    public const string Path = "/act";

    private const int LargestForm = 2048;

    public static void MapLinks(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, async (HttpContext http, LinkDesk desk, TimeProvider clock, CancellationToken ct) =>
        {
            var token = http.Request.Query["t"].ToString();
            return Show(http, await desk.Look(token, ct), token, clock.GetUtcNow());
        }).ExcludeFromDescription();
        app.MapPost(Path, async (HttpContext http, LinkDesk desk, TimeProvider clock, CancellationToken ct) =>
        {
            if (http.Request.ContentLength is null or > LargestForm || !http.Request.HasFormContentType)
                return Results.BadRequest();
            var token = (await http.Request.ReadFormAsync(ct))["t"].ToString();
            return Show(http, await desk.Follow(token, ct), token, clock.GetUtcNow());
        }).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext http, LinkView view, string token, DateTimeOffset now)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = LinkPage.Policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Content-Type-Options"] = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
        var page = LinkPage.Lay(view, token, Trail.Language(http.Request.Headers.AcceptLanguage), now);
        return Results.Content(page, "text/html; charset=utf-8", statusCode: Status(view.State));
    }

    private static int Status(LinkState state) => state switch
    {
        LinkState.Ready or LinkState.Done => 200,
        LinkState.Forged => 404,
        LinkState.TooLate => 409,
        _ => 410,
    };
}

internal static class LinkRegistration
{
    public static IServiceCollection AddLinks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LinkSettings>().Bind(configuration.GetSection(LinkSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<LinkKeys>().AddSingleton<LinkWriter>().AddSingleton<LinkDesk>();
    }
}
