using System.Text.Json.Serialization;
using FleetWatch.Contracts;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Whose terminals a report is about.</summary>
/// <param name="Kind">All of the organisation's, or a region's or a merchant's.</param>
/// <param name="Key">Which one; the organisation's name where it is all.</param>
public sealed record ReportScope(ReportScopeKind Kind, string Key)
{
    public bool Holds(TerminalRecord terminal) => Kind switch
    {
        ReportScopeKind.Merchant => terminal.MerchantId == Key,
        ReportScopeKind.Region => terminal.Region == Key,
        _ => true,
    };
}

[JsonConverter(typeof(JsonStringEnumConverter<ReportScopeKind>))]
public enum ReportScopeKind
{
    [JsonStringEnumMemberName("organisation")] Organisation,
    [JsonStringEnumMemberName("region")] Region,
    [JsonStringEnumMemberName("merchant")] Merchant,
}
