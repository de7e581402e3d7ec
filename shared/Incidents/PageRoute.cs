using FleetWatch.Contracts;

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

    /// <summary>Regions, where the scope names one; an incident of another kind of scope does not match a route with regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public Severity MinSeverity { get; init; }

    /// <summary>True: the routes after it are tried too, also when this one matched.</summary>
    public bool Continue { get; init; }
    public IReadOnlyList<Recipient> Recipients { get; init; } = [];
}
