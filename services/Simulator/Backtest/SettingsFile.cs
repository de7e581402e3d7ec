using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Backtest;

/// <summary>Reads a file of settings, and checks it member by member, so that every wrong one is named with its value and the reason, all at once.</summary>
internal static class SettingsFile
{
    private const int LongestValue = 60;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="path">A JSON file with any members of the settings; null: the defaults.</param>
    /// <exception cref="UnusableInputException">It is no such file.</exception>
    public static BacktestSettings Read(string? path)
    {
        if (path is null)
            return new BacktestSettings();
        if (!File.Exists(path))
            throw new UnusableInputException(Texts.Of("no-such-file", path));
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (Wrong(file.RootElement, new BacktestSettings(), Json) is { Count: > 0 } wrong)
                throw new UnusableInputException(Texts.Of("bad-settings", path, string.Join('\n', wrong)));
            var settings = file.Deserialize<BacktestSettings>(Json) ?? new BacktestSettings();
            return settings with { Incidents = Routed(settings.Incidents) };
        }
        catch (JsonException bad)
        {
            throw new UnusableInputException(Texts.Of("bad-settings", path, bad.Message));
        }
    }

    // Without a route nobody is paged, and a backtest would say so of every setting.
    private static IncidentSettings Routed(IncidentSettings incidents) =>
        incidents.Routes.Count > 0 ? incidents : incidents with { Routes = Routing.ForEveryAudience("backtest") };

    /// <returns>One line for each wrong setting; empty where the file can be used.</returns>
    internal static List<string> Wrong(JsonElement file, object defaults, JsonSerializerOptions json)
    {
        var wrong = new List<string>();
        Check(file, defaults, "", json, wrong);
        return wrong;
    }

    private static void Check(JsonElement given, object defaults, string within, JsonSerializerOptions json, List<string> wrong)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            wrong.Add(Texts.Of("setting-no-object", within.Length == 0 ? "settings" : within.TrimEnd('.'), Shown(given)));
            return;
        }
        var known = defaults.GetType().GetProperties().Where(property => property.SetMethod is not null).ToList();
        foreach (var member in given.EnumerateObject())
        {
            if (known.Find(property => property.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is not { } setting)
                wrong.Add(Texts.Of("setting-unknown", within + member.Name, Shown(member.Value), string.Join(", ", known.Select(property => within + Camel(property.Name)))));
            else if (IsSection(setting))
                Check(member.Value, setting.GetValue(defaults)!, $"{within}{Camel(setting.Name)}.", json, wrong); // A section has its defaults.
            else if (Reason(member.Value, setting, json) is { } reason)
                wrong.Add(Texts.Of("setting-wrong", within + Camel(setting.Name), Shown(member.Value), reason));
        }
    }

    private static bool IsSection(PropertyInfo setting) => setting.PropertyType is { IsClass: true, Namespace: { } space }
        && space.StartsWith("FleetWatch.", StringComparison.Ordinal);

    private static string? Reason(JsonElement value, PropertyInfo setting, JsonSerializerOptions json)
    {
        object? read;
        try
        {
            read = value.Deserialize(setting.PropertyType, json);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or FormatException)
        {
            return Texts.Of("setting-kind", Kind(setting.PropertyType));
        }
        if (read is null)
            return Texts.Of("setting-kind", Kind(setting.PropertyType));
        return setting.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(read)
            ? Texts.Of("setting-range", Convert.ToString(range.Minimum, CultureInfo.InvariantCulture), Convert.ToString(range.Maximum, CultureInfo.InvariantCulture))
            : null;
    }

    private static string Kind(Type type) => type == typeof(TimeSpan) ? Texts.Of("kind-span")
        : type == typeof(int) ? Texts.Of("kind-whole")
        : type == typeof(double) ? Texts.Of("kind-number")
        : type == typeof(bool) ? Texts.Of("kind-truth") : Texts.Of("kind-other", type.Name);

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > LongestValue } raw ? $"{raw[..LongestValue]}..." : value.GetRawText();

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
