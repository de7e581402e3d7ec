using Microsoft.AspNetCore.Authorization;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>What a person may do; each role may also do what those before it may. A policy of the same name asks for at least that role.</summary>
internal static class Roles
{
    /// <summary>Sees everything of the organisation.</summary>
    public const string Viewer = "viewer";

    /// <summary>Works on incidents of own regions.</summary>
    public const string Technician = "technician";

    /// <summary>Works on all incidents, silences, routes.</summary>
    public const string Operator = "operator";

    /// <summary>Also keys, sources and people.</summary>
    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } = [Viewer, Technician, Operator, Administrator];

    public static void AddPolicies(AuthorizationBuilder policies)
    {
        for (var least = 0; least < All.Count; least++)
        {
            string[] enough = [.. All.Skip(least)];
            policies.AddPolicy(All[least], policy => policy.RequireAuthenticatedUser().RequireRole(enough));
        }
    }
}
