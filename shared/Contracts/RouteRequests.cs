namespace FleetWatch.Contracts;

/// <summary>Asks Alerting whom an incident would page, when and why; keeps nothing. Answered by <see cref="RoutesTried"/>.</summary>
public sealed record TryRoutes(string Organisation)
{
    /// <summary>An incident that there is; one of this and <see cref="Finding"/> is needed.</summary>
    public string? IncidentId { get; init; }

    /// <summary>One that is made up.</summary>
    public Finding? Finding { get; init; }

    /// <summary>A whole file as YAML that is not saved; null: the one that holds.</summary>
    public string? Configuration { get; init; }

    /// <summary>When it would begin; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}

public sealed record RoutesTried
{
    public required Ruling Ruling { get; init; }

    /// <summary>Null where it could not be tried.</summary>
    public RouteTrial? Trial { get; init; }
}

/// <summary>What would happen within a day, if nobody acknowledged it and it did not end.</summary>
public sealed record RouteTrial
{
    public required IReadOnlyList<ConsideredRoute> Routes { get; init; }
    public required IReadOnlyList<TrialPage> Pages { get; init; }

    /// <summary>Windows that cover it at the beginning.</summary>
    public required IReadOnlyList<CoveringWindow> Windows { get; init; }
}

/// <param name="Name">The route's.</param>
/// <param name="Taken">Whether the incident takes it.</param>
/// <param name="Reason">Why not.</param>
public sealed record ConsideredRoute(string Name, bool Taken, string? Reason);

/// <param name="Id">The window's.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="Until">When it ends.</param>
public sealed record CoveringWindow(string Id, string Reason, DateTimeOffset Until);

/// <summary>A page that would be, or would not be, sent.</summary>
public sealed record TrialPage
{
    public required DateTimeOffset At { get; init; }
    public required bool Send { get; init; }

    /// <summary>Code of the reason; a resource renders it in the reader's language.</summary>
    public required string Reason { get; init; }
    public string? Who { get; init; }
    public string? Channel { get; init; }
    public string? Address { get; init; }
    public string? Via { get; init; }
    public string? Window { get; init; }

    /// <summary>When it is looked at again.</summary>
    public DateTimeOffset? Until { get; init; }
}
