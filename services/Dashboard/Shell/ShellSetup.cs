using System.Globalization;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Explaining;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace FleetWatch.Dashboard.Shell;

/// <summary>The frame of all pages: components, language, theme, headers.</summary>
internal static class ShellSetup
{
    public static IHostApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        // A build's own folder tells where the static files lie; a published one has them beside it and needs no telling.
        builder.WebHost.UseStaticWebAssets();
        // Run from a build, the framework would look for changed files at each request, and send them as large as they are.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddScoped<AuthenticationStateProvider, OpenPage>();
        builder.Services.AddMudServices();
        builder.Services.AddMemoryCache().AddSingleton<Drawn>();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] languages = [.. Words.Languages.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new RequestCulture(languages[0]);
            options.SupportedCultures = options.SupportedUICultures = languages;
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return builder;
    }

    public static void UseShell(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/language/{language}", Speak).AllowAnonymous();
        app.MapGet("/theme/{theme}", Paint).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static IResult Speak(HttpContext http, string language, string? back)
    {
        if (!Words.Languages.Contains(language))
            return TypedResults.NotFound();
        http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        return TypedResults.LocalRedirect(LocalAddress.Of(back));
    }

    private static IResult Paint(HttpContext http, string theme, string? back)
    {
        if (!ThemeChoice.All.Contains(theme))
            return TypedResults.NotFound();
        ThemeChoice.Remember(http, theme);
        return TypedResults.LocalRedirect(LocalAddress.Of(back));
    }
}
