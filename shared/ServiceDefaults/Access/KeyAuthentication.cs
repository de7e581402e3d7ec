using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>Recognises <c>Authorization: Bearer fw_…</c>; answers 401, 403 and 503 as RFC 9457 problem details.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    KeyRing keys, Meter meter) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    internal const string SchemeName = "Bearer";
    private static readonly object StoreAway = new();
    private readonly Counter<long> _failures =
        meter.CreateCounter<long>("fleetwatch.access.failures", "{request}", "Requests whose key was missing, malformed, unknown or revoked.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (KeyToken.Parse(header["Bearer ".Length..].Trim()) is not { } token)
            return AuthenticateResult.Fail("malformed");
        try
        {
            return await keys.Find(token, Context.RequestAborted) is { } key
                ? AuthenticateResult.Success(new AuthenticationTicket(Principal(key), SchemeName))
                : AuthenticateResult.Fail("unknown");
        }
        catch (KeysUnreadable unreadable)
        {
            Context.Items[StoreAway] = true;
            return AuthenticateResult.Fail(unreadable);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Items.ContainsKey(StoreAway))
        {
            Response.Headers.RetryAfter = "5";
            await Problem(StatusCodes.Status503ServiceUnavailable, "Keys cannot be checked now", "Send the same request again later.");
            return;
        }
        _failures.Add(1);
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problem(StatusCodes.Status401Unauthorized, "No valid API key",
            "Send the header Authorization: Bearer KEY, with a key that was created by the service's command `keys create` and not revoked.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem(StatusCodes.Status403Forbidden,
        "The API key does not open this", "The key lacks the scope that this address requires; create one with it.");

    private async Task Problem(int status, string title, string detail) =>
        await TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(Context);

    private static ClaimsPrincipal Principal(ApiKey key)
    {
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key.Id));
        identity.AddClaim(new Claim(ClaimTypes.Name, key.Source));
        identity.AddClaim(new Claim(Access.Caller.OrganisationClaim, key.Organisation));
        foreach (var scope in key.Scopes)
            identity.AddClaim(new Claim(Access.Caller.ScopeClaim, scope));
        return new ClaimsPrincipal(identity);
    }
}
