using System.Security.Claims;
using FleetWatch.Dashboard.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>A session lasts no longer than the account that opened it, or than the company's provider says.</summary>
internal sealed partial class OpenSessions(AccountBook accounts, CompanySessions companies, IOptions<SessionOptions> options, TimeProvider clock, ILogger<OpenSessions> logger)
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
        if (Person.Of(user) is not { } person)
            return true;
        try
        {
            return person switch
            {
                { Account: { } id } => await accounts.Find(id, ct) is { } account && account.Lets(person),
                { Session: { } id } => await companies.Lasts(id, person, ct),
                _ => false, // of a release that did not ask the provider again
            };
        }
        catch (Exception away) when (Outage.Is(away))
        {
            LogAway(away.Message); // whoever is in stays in while the database is away; the next look tells
            return true;
        }
    }

    /// <summary>Ends it for all of its pages; an account's is only its cookie.</summary>
    public async Task End(ClaimsPrincipal user, CancellationToken ct)
    {
        try
        {
            if (Person.Of(user)?.Session is { } id)
                await companies.End(id, ct);
        }
        catch (Exception away) when (Outage.Is(away))
        {
            LogNotEnded(away.Message); // the cookie goes all the same
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session goes on in pages that are open: {Reason}")]
    private partial void LogNotEnded(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session could not be looked up and goes on: {Reason}")]
    private partial void LogAway(string reason);
}
