using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Backtest;

/// <summary>Checks a file of settings member by member, so that every wrong one is named with its value and the reason, all at once.</summary>
internal static class SettingsFile
{
    private const int LongestValue = 60;

    /// <returns>One line for each wrong setting; empty where the file can be used.</returns>
    public static List<string> Wrong(JsonElement file, object defaults, JsonSerializerOptions json)
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
