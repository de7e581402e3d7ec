using System.Reflection;
using System.Text.Json.Serialization;
using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>Whether a route takes an incident, and if not, why not.</summary>
public static class RouteMatch
{
    private static readonly Dictionary<Audience, string> Names = Enum.GetValues<Audience>().ToDictionary(audience => audience, audience =>
        typeof(Audience).GetField($"{audience}")!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name); // Every member has its public name.

    /// <summary>An audience as JSON writes it.</summary>
    public static string NameOf(Audience audience) => Names[audience];

    /// <returns>Name of the first condition that does not hold; null: the route takes it.</returns>
    public static string? Refuses(PageRoute route, Incident incident, Audience audience) =>
        !Any(route.Organisations, incident.Organisation) ? nameof(route.Organisations)
        : route.Audiences.Count > 0 && !route.Audiences.Contains(audience) ? nameof(route.Audiences)
        : !Any(route.Causes, incident.Cause) ? nameof(route.Causes)
        : route.Scopes.Count > 0 && !route.Scopes.Contains(incident.Scope.Kind) ? nameof(route.Scopes)
        : !Any(route.Keys, incident.Scope.Key) ? nameof(route.Keys)
        : !Any(route.Regions, Region(incident)) ? nameof(route.Regions)
        : !Any(route.Merchants, Merchant(incident)) ? nameof(route.Merchants)
        : !Any(route.Carriers, Carrier(incident)) ? nameof(route.Carriers)
        : route.Labels.Any(label => incident.Place?.Labels?.GetValueOrDefault(label.Key) != label.Value) ? nameof(route.Labels)
        : incident.Severity < route.MinSeverity ? nameof(route.MinSeverity)
        : null;

    /// <summary>The region of its scope or place; null: it has none, or several.</summary>
    public static string? Region(Incident incident) => incident.Scope.Kind switch
    {
        ScopeKind.Region => incident.Scope.Key,
        ScopeKind.CarrierRegion => incident.Scope.Key[(incident.Scope.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
        _ => incident.Place?.Region,
    };

    private static string? Carrier(Incident incident) => incident.Scope.Kind switch
    {
        ScopeKind.Carrier => incident.Scope.Key,
        ScopeKind.CarrierRegion => incident.Scope.Key.Split('/', 2)[0],
        _ => incident.Place?.Carrier,
    };

    private static string? Merchant(Incident incident) => incident.Scope.Kind == ScopeKind.Merchant ? incident.Scope.Key : incident.Place?.Merchant;

    private static bool Any(IReadOnlyList<string> wanted, string? value) => wanted.Count == 0 || value is not null && wanted.Contains(value);
}
