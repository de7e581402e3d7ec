using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Analysis.Replays;

/// <summary>The settings of detection by their names: told with their ranges, and changed with every wrong value named at once.</summary>
internal static class SettingChanges
{
    private const string SpanFormat = "c";

    private static readonly IReadOnlyList<PropertyInfo> Settings = [.. typeof(DetectionSettings).GetProperties().Where(property => property.GetCustomAttribute<RangeAttribute>() is not null)];

    public static IReadOnlyList<DetectionSetting> Told(DetectionSettings settings) =>
        [.. Settings.Select(setting => new DetectionSetting(Name(setting), Text(setting.GetValue(settings)), Text(Range(setting).Minimum), Text(Range(setting).Maximum)))];

    /// <returns>The settings with all the changes, or every error.</returns>
    public static (DetectionSettings? Settings, IReadOnlyList<FieldError> Errors) Apply(DetectionSettings now, IReadOnlyDictionary<string, string> changes)
    {
        List<FieldError> errors = changes.Count == 0 ? [new FieldError("changes", "At least one setting is changed.")] : [];
        var changed = now with { };
        foreach (var (name, text) in changes)
        {
            if (Settings.FirstOrDefault(setting => Name(setting) == name) is not { } setting)
                errors.Add(new FieldError(name, "There is no such setting."));
            else if (Read(text.Trim(), setting.PropertyType) is not { } value || !Range(setting).IsValid(value))
                errors.Add(new FieldError(name, $"{Kind(setting.PropertyType)} from {Text(Range(setting).Minimum)} to {Text(Range(setting).Maximum)}."));
            else
                setting.SetValue(changed, value); // A copy that nobody else has seen.
        }
        return errors.Count > 0 ? (null, errors) : (changed, []);
    }

    private static object? Read(string text, Type type) =>
        type == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null
        : type == typeof(double) ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null
        : TimeSpan.TryParseExact(text, [SpanFormat, @"h\:mm", @"m\:ss"], CultureInfo.InvariantCulture, out var span) ? span : null;

    private static string Kind(Type type) => type == typeof(int) ? "A whole number" : type == typeof(double) ? "A number" : "A time span hh:mm:ss";

    private static RangeAttribute Range(PropertyInfo setting) => setting.GetCustomAttribute<RangeAttribute>()!; // Only such are settings.

    private static string Name(PropertyInfo setting) => JsonNamingPolicy.CamelCase.ConvertName(setting.Name);

    // 0.000001 and not 1E-06.
    private static string Text(object? value) =>
        value is double number ? number.ToString("0.################", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
