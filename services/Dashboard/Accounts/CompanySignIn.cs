using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Security.Cryptography;
using FleetWatch.Dashboard.Audit;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Sign-in by a company's own OpenID Connect provider; settings <c>Dashboard:OpenIdConnect:…</c>. Without an authority there is none.</summary>
internal sealed record CompanySignIn
{
    public const string Section = "Dashboard:OpenIdConnect";
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    /// <summary>The provider's issuer address; null: only local accounts.</summary>
    public string? Authority { get; init; }

    [Required]
    public string ClientId { get; init; } = "fleetwatch";
    public string? ClientSecret { get; init; }

    /// <summary>Whose fleet the company's people see.</summary>
    public string? Organisation { get; init; }

    /// <summary>The claim that names roles or groups.</summary>
    [Required]
    public string RoleClaim { get; init; } = "roles";

    /// <summary>From a value of that claim to a role of ours; a role's own name needs no line.</summary>
    public Dictionary<string, string> RoleNames { get; init; } = [];

    /// <summary>The claim that names the regions of a technician.</summary>
    [Required]
    public string RegionClaim { get; init; } = "region";

    /// <summary>The scope for which the provider gives refresh tokens, often <c>offline_access</c>; null: it needs none, or gives none.</summary>
    public string? RenewalScope { get; init; }

    /// <summary>False only for a provider on this machine, in tests.</summary>
    public bool RequireHttps { get; init; } = true;

    public bool IsThere => Authority is not null && Organisation is not null;

    /// <summary>Null: none of the claims gives a role here.</summary>
    public Person? PersonOf(ClaimsPrincipal user)
    {
        var roles = user.FindAll(RoleClaim).Select(claim => RoleNames.GetValueOrDefault(claim.Value, claim.Value)).ToList();
        return Organisation is not null && Roles.All.LastOrDefault(roles.Contains) is { } role
            ? new Person
            {
                Name = user.FindFirstValue("name") ?? user.FindFirstValue("email") ?? user.FindFirstValue("sub") ?? "?",
                Organisation = Organisation,
                Role = role,
                Regions = [.. user.FindAll(RegionClaim).Select(claim => claim.Value)],
            }
            : null;
    }

    public void Configure(OpenIdConnectOptions options)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (Authority, ClientId, ClientSecret);
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.ResponseType = "code";
        // The answer comes as an address and not as a form from elsewhere, so lax cookies do.
        options.ResponseMode = "query";
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.RequireHttpsMetadata = RequireHttps;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.Scope.Add("email");
        if (RenewalScope is { Length: > 0 })
            options.Scope.Add(RenewalScope);
        options.Events.OnTokenValidated = Admit;
        options.Events.OnRemoteFailure = failed =>
        {
            failed.Response.Redirect("/sign-in?refused=1");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private async Task Admit(TokenValidatedContext context)
    {
        if (context.Principal is null || PersonOf(context.Principal) is not { } person)
        {
            context.Fail("The company's account has no role here.");
            return;
        }
        var (services, ct) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        person = person with { Session = RandomNumberGenerator.GetHexString(32) };
        await services.GetRequiredService<CompanySessions>().Open(person.Session, context.SecurityToken.Subject, context.TokenEndpointResponse?.RefreshToken, ct);
        context.Principal = person.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme);
        await services.GetRequiredService<AuditLog>().Write(person, "signed-in", person.Name, "OpenID Connect", ct);
    }
}
