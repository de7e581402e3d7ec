using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>Who makes this request, as its key says.</summary>
/// <param name="KeyId">The key's public part.</param>
/// <param name="Organisation">Whose data it may touch.</param>
/// <param name="Source">The name of the key's user.</param>
public sealed record Caller(string KeyId, string Organisation, string Source)
{
    internal const string OrganisationClaim = "organisation";
    internal const string ScopeClaim = "scope";

    /// <summary>Binds an endpoint's parameter of this type; only endpoints that require a scope may have one.</summary>
    /// <exception cref="InvalidOperationException">The endpoint requires no scope, so nobody was recognised.</exception>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(context.Caller());
}

/// <summary>Reads the caller from a request that was let in.</summary>
public static class CallerOfRequest
{
    /// <exception cref="InvalidOperationException">The endpoint requires no scope, so nobody was recognised.</exception>
    public static Caller Caller(this HttpContext context) => new(
        Claim(context.User, ClaimTypes.NameIdentifier),
        Claim(context.User, Access.Caller.OrganisationClaim),
        Claim(context.User, ClaimTypes.Name));

    private static string Claim(ClaimsPrincipal user, string type) => user.FindFirst(type)?.Value
        ?? throw new InvalidOperationException("The endpoint asks who calls, but requires no scope.");
}
