namespace FleetWatch.Contracts;

/// <summary>What the registry says of the terminals that an incident touches, as far as all of them have it in common; null: they do not.</summary>
public sealed record Place
{
    public string? Terminal { get; init; }
    public string? Site { get; init; }
    public string? Merchant { get; init; }

    /// <summary><c>MODEL/VERSION</c>.</summary>
    public string? Version { get; init; }
    public string? Carrier { get; init; }
    public string? Region { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Further names and values to route by.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
