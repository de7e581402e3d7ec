using FleetWatch.Dashboard.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>In and out: posts of plain forms, guarded by the framework's antiforgery token.</summary>
internal static class SignInEndpoints
{
    public static async Task<IResult> In(HttpContext http, AccountBook accounts, AuditLog audit, [FromForm] string? name, [FromForm] string? password,
        [FromForm] string? back, CancellationToken ct)
    {
        var account = await accounts.Find(name ?? "", ct);
        if (!Account.Opens(account, password ?? ""))
        {
            if (account is not null)
                await audit.Write(Person.Of(account), "sign-in-refused", account.Name, null, ct);
            var query = new QueryBuilder { { "wrong", "1" }, { "name", name ?? "" }, { "back", LocalAddress.Of(back) } };
            return TypedResults.LocalRedirect($"/sign-in{query}");
        }
        var person = Person.Of(account!); // Opens only for an account that is there.
        await http.SignInAsync(person.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        await audit.Write(person, "signed-in", person.Name, null, ct);
        return TypedResults.LocalRedirect(LocalAddress.Of(back));
    }

    // A form without fields: the parameter makes the framework check its antiforgery token.
    public static async Task<IResult> Out(HttpContext http, OpenSessions sessions, [FromForm] string? back, CancellationToken ct)
    {
        await sessions.End(http.User, ct);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("/sign-in");
    }
}
