using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// Finds who hears of an incident: for every audience that can mend it, the first route that matches and, while a matching route
/// says so, those after it. Where nobody is found, the last resort.
/// </summary>
public static class Routing
{
    /// <returns>Everybody once, those of the first audience first; empty only where there is no last resort either.</returns>
    public static IReadOnlyList<Recipient> Match(Incident incident, IncidentSettings settings)
    {
        var found = incident.Notify.SelectMany(audience => Match(incident, audience, settings.Routes)).DistinctBy(r => r.Key()).ToList();
        return found.Count > 0 ? found : settings.LastResort;
    }

    /// <summary>One recipient for each audience, on a channel of no substance: how a backtest counts pages.</summary>
    public static IReadOnlyList<PageRoute> ForEveryAudience(string channel) =>
        [.. Enum.GetValues<Audience>().Where(audience => audience != Audience.Unknown).Select(audience => new PageRoute
        {
            Name = audience.ToString(),
            Audiences = [audience],
            Recipients = [new Recipient { Name = audience.ToString(), Channel = channel, Address = audience.ToString() }],
        })];

    private static IEnumerable<Recipient> Match(Incident incident, Audience audience, IReadOnlyList<PageRoute> routes)
    {
        foreach (var route in routes.Where(route => Matches(route, incident, audience)))
        {
            foreach (var recipient in route.Recipients)
                yield return recipient;
            if (!route.Continue)
                yield break;
        }
    }

    private static bool Matches(PageRoute route, Incident incident, Audience audience) =>
        (route.Organisations.Count == 0 || route.Organisations.Contains(incident.Organisation))
        && (route.Audiences.Count == 0 || route.Audiences.Contains(audience))
        && (route.Causes.Count == 0 || route.Causes.Contains(incident.Cause))
        && (route.Scopes.Count == 0 || route.Scopes.Contains(incident.Scope.Kind))
        && (route.Regions.Count == 0 || Region(incident.Scope) is { } region && route.Regions.Contains(region))
        && incident.Severity >= route.MinSeverity;

    private static string? Region(Scope scope) => scope.Kind switch
    {
        ScopeKind.Region => scope.Key,
        ScopeKind.CarrierRegion => scope.Key[(scope.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
        _ => null,
    };
}
