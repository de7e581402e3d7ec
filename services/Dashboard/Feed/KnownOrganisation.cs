namespace FleetWatch.Dashboard.Feed;

/// <summary>An organisation whose fleet this service shows.</summary>
internal sealed record KnownOrganisation
{
    /// <summary>Its name in keys and queues.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>IANA time zone in which its pages tell times.</summary>
    public required string TimeZone { get; init; }
}
