using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>A page stays open without any request, so its session is looked at on the clock.</summary>
internal sealed class OpenPage(ILoggerFactory loggers, OpenSessions sessions, IOptions<SessionOptions> options) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.Value.CheckEvery;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.Lasts(authenticationState.User, cancellationToken);
}
