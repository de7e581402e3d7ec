using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Who may come in, and what they may do.</summary>
internal static class AccountsSetup
{
    public const string SignInLimit = "sign-in";
    private const int TriesInAMinute = 20;

    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("fleetwatch-dashboard");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = provider.GetRequiredService<KeyRing>()));
        var company = builder.Configuration.GetSection(CompanySignIn.Section).Get<CompanySignIn>() ?? new CompanySignIn();
        services.AddSingleton(company);
        var schemes = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "fleetwatch";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/not-allowed";
            options.ReturnUrlParameter = "back";
            options.ExpireTimeSpan = SessionOptions.Age;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<OpenSessions>().Check(context);
        });
        if (company.IsThere)
            schemes.AddOpenIdConnect(CompanySignIn.Scheme, company.Configure);
        Roles.AddPolicies(services.AddAuthorizationBuilder());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options => options.Cookie.Name = "fleetwatch-form");
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesInAMinute, Window = TimeSpan.FromMinutes(1) }));
        });
        services.AddSingleton<AccountBook>();
        services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CompanyProvider>().AddSingleton<CompanySessions>().AddSingleton<OpenSessions>();
        return builder;
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/sign-in", SignInEndpoints.In).AllowAnonymous().RequireRateLimiting(SignInLimit);
        app.MapGet("/sign-in/company", (CompanySignIn company, string? back) => company.IsThere
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(back) }, [CompanySignIn.Scheme])
            : Results.NotFound()).AllowAnonymous().RequireRateLimiting(SignInLimit);
        app.MapPost("/sign-out", SignInEndpoints.Out);
    }
}
