using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>Where a trouble is: the smallest group that explains it.</summary>
/// <param name="Kind">The dimension.</param>
/// <param name="Key">Which one of it, for example a site id, or <c>MODEL/VERSION</c> or <c>CARRIER/REGION</c> for a pair.</param>
public sealed record Scope(ScopeKind Kind, string Key)
{
    public override string ToString() => $"{Kind} {Key}";
}

/// <summary>The dimensions of a fleet, narrow to wide.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScopeKind>))]
public enum ScopeKind
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("card")] Card,
    [JsonStringEnumMemberName("terminal")] Terminal,
    [JsonStringEnumMemberName("site")] Site,
    [JsonStringEnumMemberName("merchant")] Merchant,

    /// <summary>Key <c>MODEL/VERSION</c>.</summary>
    [JsonStringEnumMemberName("version")] Version,
    [JsonStringEnumMemberName("issuer")] Issuer,

    /// <summary>Key <c>CARRIER/REGION</c>.</summary>
    [JsonStringEnumMemberName("carrier-region")] CarrierRegion,
    [JsonStringEnumMemberName("carrier")] Carrier,
    [JsonStringEnumMemberName("region")] Region,
    [JsonStringEnumMemberName("fleet")] Fleet,
}
