using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Data;

/// <summary>The report as JSON: every number of it, in no language.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<ChangeVerdict>(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Of(WeekReport report) => JsonSerializer.Serialize(report, Options);
}
