namespace FleetWatch.Contracts;

/// <summary>What the registry says of the terminals that an incident touches, as far as all of them have it in common; null: they do not.</summary>
public sealed record Place
{
    /// <summary>ISO 18245 merchant category code.</summary>
    public const string Mcc = "mcc";

    /// <summary>Model of the terminals, whichever version they run.</summary>
    public const string Model = "model";

    /// <summary>What a label can be called.</summary>
    public static IReadOnlyList<string> LabelNames { get; } = [Mcc, Model];

    public string? Terminal { get; init; }
    public string? Site { get; init; }
    public string? Merchant { get; init; }

    /// <summary><c>MODEL/VERSION</c>.</summary>
    public string? Version { get; init; }
    public string? Carrier { get; init; }
    public string? Region { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Further names and values to route by: those of <see cref="LabelNames"/>; null: none in common.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
