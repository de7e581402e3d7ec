using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetWatch.Dashboard.Windows;

/// <summary>A silence as it is being typed. What is wrong with it Alerting says, field by field.</summary>
internal sealed class SilenceDraft
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public string Reason { get; set; } = "";

    /// <summary>Such as <c>site:S0007</c>, separated by commas.</summary>
    public string Scopes { get; set; } = "";
    public string Causes { get; set; } = "";
    public string Start { get; set; } = "";
    public string Length { get; set; } = "2h";
    public string Rule { get; set; } = "";
    public string TimeZone { get; set; } = "";

    /// <param name="now">The start that it begins with, to the minute.</param>
    /// <param name="zone">IANA.</param>
    public static SilenceDraft Now(DateTimeOffset now, string zone) => new()
    {
        TimeZone = zone,
        Start = new DateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Ticks / Minute.Ticks * Minute.Ticks)
            .ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
    };

    /// <summary>What <see cref="ToText"/> wrote; of a text that somebody wrote otherwise, nothing but its whole.</summary>
    public static SilenceDraft Read(string text)
    {
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // YAML by hand: it is said anew here.
            json = null;
        }
        return json is null ? new SilenceDraft() : new SilenceDraft
        {
            Reason = Text(json, "reason"),
            Scopes = List(json, "scopes"),
            Causes = List(json, "causes"),
            Start = Text(json, "start"),
            Length = Text(json, "length"),
            Rule = Text(json, "rule"),
            TimeZone = Text(json, "timeZone"),
        };
    }

    public string ToText()
    {
        var json = new JsonObject { ["reason"] = Reason.Trim(), ["start"] = Start.Trim(), ["length"] = Length.Trim(), ["timeZone"] = TimeZone.Trim() };
        if (Items(Scopes) is { Count: > 0 } scopes)
            json["scopes"] = scopes;
        if (Items(Causes) is { Count: > 0 } causes)
            json["causes"] = causes;
        if (!string.IsNullOrWhiteSpace(Rule))
            json["rule"] = Rule.Trim();
        return json.ToJsonString();
    }

    private static JsonArray Items(string text) => [.. text.Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => (JsonNode)item)];

    private static string Text(JsonObject json, string name) => json[name]?.GetValue<string>() ?? "";

    private static string List(JsonObject json, string name) => json[name] is JsonArray items ? string.Join(", ", items.Select(item => item?.GetValue<string>())) : "";
}
