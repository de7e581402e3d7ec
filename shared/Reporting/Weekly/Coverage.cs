using System.Text.Json.Serialization;

namespace FleetWatch.Reporting.Weekly;

/// <summary>How far the source of a report reaches, and what it cannot tell.</summary>
public sealed record Coverage
{
    /// <summary>Since when there is anything in it; null: since longer than anybody asks.</summary>
    public DateTimeOffset? KnownFrom { get; init; }
    public IReadOnlyList<Caveat> Caveats { get; init; } = [];
}

/// <summary>Something that the source of a report cannot tell.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Caveat>))]
public enum Caveat
{
    /// <summary>Attempts are kept by the hour, and terminals whose clock is far off count when they were heard.</summary>
    [JsonStringEnumMemberName("hours")] Hours,

    /// <summary>Failures are no longer kept one by one: each counts as a customer of its own, and no issuer's incident can be given its failures.</summary>
    [JsonStringEnumMemberName("cards")] Cards,

    /// <summary>Of some hours it is only known that a terminal was heard in them: both halves count as heard.</summary>
    [JsonStringEnumMemberName("halves")] Halves,

    /// <summary>Days of the time zone begin within an hour of UTC: its attempts count for the day in which it begins.</summary>
    [JsonStringEnumMemberName("zone")] Zone,
}
