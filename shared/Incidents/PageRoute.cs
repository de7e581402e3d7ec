using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>Who hears of which incidents. An empty list matches everything.</summary>
public sealed record PageRoute
{
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose fleets; an organisation's incidents go nowhere that does not name it, or everybody.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];
    public IReadOnlyList<Audience> Audiences { get; init; } = [];

    /// <summary>Of <see cref="Contracts.Causes"/>.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];
    public IReadOnlyList<ScopeKind> Scopes { get; init; } = [];

    /// <summary>Keys of scopes, for example a site's id.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Regions, where the scope or its place names one; an incident without one does not match a route with regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Merchants, likewise.</summary>
    public IReadOnlyList<string> Merchants { get; init; } = [];

    /// <summary>Carriers, likewise.</summary>
    public IReadOnlyList<string> Carriers { get; init; } = [];

    /// <summary>Labels of its place; all of them must be there with this value.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public Severity MinSeverity { get; init; }

    /// <summary>True: the routes after it are tried too, also when this one matched.</summary>
    public bool Continue { get; init; }
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];

    /// <summary>People, and those on call at the time, who are told besides the recipients.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Id of the escalation policy that it goes through; null: none.</summary>
    public string? Policy { get; init; }
}
