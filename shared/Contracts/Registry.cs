using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>What is known of one terminal: a row of the registry, in REST, CSV and messages alike.</summary>
public sealed record TerminalRecord
{
    public required string TerminalId { get; init; }
    public string? MerchantId { get; init; }
    public string? SiteId { get; init; }
    public string? SiteName { get; init; }
    public string? Model { get; init; }
    public string? SoftwareVersion { get; init; }

    /// <summary>The newest version released for this model.</summary>
    public string? LatestVersion { get; init; }
    public string? Carrier { get; init; }
    public string? Region { get; init; }

    /// <summary>ISO 18245 merchant category code, four digits.</summary>
    public string? Mcc { get; init; }

    /// <summary>Degrees north, -90 to 90.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180.</summary>
    public double? Longitude { get; init; }

    /// <summary>IANA time zone of the site, for example <c>Asia/Shanghai</c>.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A change of the registry, stored by Ingest and relayed to everyone who keeps a picture of the fleet.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TerminalRegistered), "registry.registered")]
[JsonDerivedType(typeof(TerminalChanged), "registry.changed")]
[JsonDerivedType(typeof(TerminalRetired), "registry.retired")]
public abstract record RegistryEvent
{
    private protected RegistryEvent()
    {
    }

    public required string TerminalId { get; init; }

    /// <summary>When the registry learned it.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A terminal was registered, or a retired id was taken into use again.</summary>
public sealed record TerminalRegistered : RegistryEvent
{
    public required TerminalRecord Terminal { get; init; }
}

/// <summary>A registered terminal's data changed; <see cref="Terminal"/> is the whole record after the change.</summary>
public sealed record TerminalChanged : RegistryEvent
{
    public required TerminalRecord Terminal { get; init; }
    public required RegistryChange Change { get; init; }
}

/// <summary>A terminal was taken out of use: it is expected to be silent from now on.</summary>
public sealed record TerminalRetired : RegistryEvent;

/// <summary>What kind of change it was; the widest one that applies.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegistryChange>))]
public enum RegistryChange
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("corrected")] Corrected,
    [JsonStringEnumMemberName("software-updated")] SoftwareUpdated,
    [JsonStringEnumMemberName("moved")] Moved,
    [JsonStringEnumMemberName("swapped")] Swapped,
}
