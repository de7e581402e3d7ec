using System.Text.Json.Serialization;

namespace FleetWatch.Incidents;

[JsonConverter(typeof(JsonStringEnumConverter<IncidentState>))]
public enum IncidentState
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>Somebody has taken it on.</summary>
    [JsonStringEnumMemberName("acknowledged")] Acknowledged,
    [JsonStringEnumMemberName("resolved")] Resolved,

    /// <summary>It turned out to be a part of another incident.</summary>
    [JsonStringEnumMemberName("merged")] Merged,
}
