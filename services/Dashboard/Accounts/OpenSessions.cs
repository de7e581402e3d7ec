using System.Security.Claims;
using FleetWatch.Dashboard.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>A session lasts no longer than the account that opened it; one that a company's provider opened has no account here.</summary>
internal sealed partial class OpenSessions(AccountBook accounts, IOptions<SessionOptions> options, TimeProvider clock, ILogger<OpenSessions> logger)
{
    /// <summary>Asks for the account when a request comes a while after the last time.</summary>
    public async Task Check(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } user || context.Properties.IssuedUtc is { } checkedAt && clock.GetUtcNow() - checkedAt < options.Value.CheckEvery)
            return;
        if (await Lasts(user, context.HttpContext.RequestAborted))
        {
            context.ShouldRenew = true; // the time of the cookie is that of the last look
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public async Task<bool> Lasts(ClaimsPrincipal user, CancellationToken ct)
    {
        if (Person.Of(user) is not { } person || person.Account is not { } id)
            return true;
        try
        {
            return await accounts.Find(id, ct) is { } account && account.Lets(person);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            LogAway(away.Message); // whoever is in stays in while the database is away; the next look tells
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An account could not be looked up, its session goes on: {Reason}")]
    private partial void LogAway(string reason);
}
