using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace FleetWatch.Alerting.Pages;

/// <summary>Texts of one language, with times of one time zone.</summary>
internal sealed partial class Words(CultureInfo culture, TimeZoneInfo zone)
{
    private static readonly ResourceManager Texts = new("FleetWatch.Alerting.Pages.Texts", typeof(Words).Assembly);

    public CultureInfo Culture => culture;
    public string Zone => zone.Id;

    public static Words For(string language, string timeZone) =>
        new(CultureInfo.GetCultureInfo(language), TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>The text, its gaps filled by name.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string Say(string name, params ReadOnlySpan<(string Gap, object Value)> values)
    {
        var text = Find(name) ?? throw new MissingManifestResourceException($"There is no text {name}.");
        var filled = new Dictionary<string, string>();
        foreach (var (gap, value) in values)
            filled[gap] = Convert.ToString(value, culture) ?? "";
        return Fill(text, filled);
    }

    /// <summary>The text of a name that came as data, or null: a cause, code or fact that this release does not know yet.</summary>
    public string? Find(string name) => Texts.GetString(name, culture);

    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Gap().Replace(text, gap => values.GetValueOrDefault(gap.Groups[1].Value, gap.Value));

    /// <summary>The time of day where that is clear, with the date where it is not.</summary>
    public string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date == local.Date;
        return local.ToString(Find(today ? "format.time" : "format.date-time"), culture);
    }

    public string Number(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "0", culture);

    public static string Percent(double probability) => $"{Math.Clamp(Math.Round(probability * 100), 1, 99):0}%";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}
