using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace FleetWatch.Browser.Harness;

/// <summary>
/// A company's OpenID Connect provider on loopback: authorization code with proof key, and refresh tokens. Whoever comes is signed in there already.
/// </summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;

    private Provider()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(Serve);
        app = builder.Build();
        app.MapMethods("/authorize", ["GET", "POST"], Authorize);
    }

    public string Address => app.Urls.First();

    /// <summary>The groups that it says its person is in.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>Whether its person still belongs to the company.</summary>
    public bool Knows { get; set; } = true;

    /// <summary>How often it has confirmed its person.</summary>
    public int Renewals { get; private set; }

    public static async Task<Provider> Start()
    {
        var provider = new Provider();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Serve(OpenIddictServerBuilder options)
    {
        options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
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
            else if (context.Request.IsRefreshTokenGrantType() && !Knows)
                context.Reject(OpenIddictConstants.Errors.InvalidGrant);
            return default;
        }));
        options.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.Request.IsRefreshTokenGrantType())
            {
                Renewals++;
                context.Principal = Person(context.Principal?.GetScopes() ?? []);
            }
            return default;
        }));
    }

    private IResult Authorize(HttpContext http) =>
        Results.SignIn(Person(http.GetOpenIddictServerRequest()?.GetScopes() ?? []), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

    private ClaimsPrincipal Person(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("test", "name", "role");
        identity.AddClaim(new Claim("sub", "li.na"));
        identity.AddClaim(new Claim("name", "Li Na"));
        foreach (var group in Groups)
            identity.AddClaim(new Claim("roles", group));
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes);
        principal.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return principal;
    }
}
