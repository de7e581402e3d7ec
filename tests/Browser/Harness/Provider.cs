using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FleetWatch.Browser.Harness;

/// <summary>A company's OpenID Connect provider on loopback: authorization code with proof key. Whoever comes is signed in there already.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;

    private Provider(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>The groups that it says its person is in.</summary>
    public List<string> Groups { get; } = [];

    public static async Task<Provider> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes("email", "profile").AddEphemeralEncryptionKey().AddEphemeralSigningKey().EnableDegradedMode();
            options.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != "fleetwatch")
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != "fleetwatch" || context.ClientSecret != "secret")
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
        });
        var provider = new Provider(builder.Build());
        provider.app.MapMethods("/authorize", ["GET", "POST"], provider.Authorize);
        await provider.app.StartAsync();
        return provider;
    }

    private IResult Authorize(HttpContext http)
    {
        var identity = new ClaimsIdentity("test", "name", "role");
        identity.AddClaim(new Claim("sub", "li.na"));
        identity.AddClaim(new Claim("name", "Li Na"));
        foreach (var group in Groups)
            identity.AddClaim(new Claim("roles", group));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes("openid", "profile", "email");
        principal.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return Results.SignIn(principal, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
