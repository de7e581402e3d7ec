using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace FleetWatch.Explaining;

/// <summary>Texts of one language, with times of one time zone: those that every part shares, and a part's own.</summary>
/// <param name="culture">The language.</param>
/// <param name="zone">In which times are told.</param>
/// <param name="own">Texts of the part that speaks, looked at first; null: it has none.</param>
public sealed partial class Words(CultureInfo culture, TimeZoneInfo zone, ResourceManager? own = null)
{
    private static readonly ResourceManager Shared = new("FleetWatch.Explaining.Texts", typeof(Words).Assembly);

    /// <summary>The languages that there are texts in, the one to fall back to first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh-Hans"];

    public CultureInfo Culture => culture;

    /// <summary>IANA name of the time zone in which times are told.</summary>
    public string Zone => zone.Id;

    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="timeZone">IANA time zone.</param>
    /// <param name="own">Texts of the part that speaks.</param>
    /// <exception cref="TimeZoneNotFoundException">Nobody knows the zone.</exception>
    public static Words For(string language, string timeZone, ResourceManager? own = null) =>
        new(CultureInfo.GetCultureInfo(language), TimeZoneInfo.FindSystemTimeZoneById(timeZone), own);

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
    public string? Find(string name) => own?.GetString(name, culture) ?? Shared.GetString(name, culture);

    /// <summary>Puts values into the gaps of a text; a gap without a value stays as it is.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Gap().Replace(text, gap => values.GetValueOrDefault(gap.Groups[1].Value, gap.Value));

    /// <summary>The time of day where that is clear, with the date where it is not.</summary>
    public string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date == local.Date;
        return local.ToString(Find(today ? "format.time" : "format.date-time"), culture);
    }

    /// <summary>Date, time to the second, and offset from UTC: what another company can find in its own records.</summary>
    public string FullTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public string Number(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "0", culture);

    /// <summary>A probability as a percentage; nothing is ever quite certain or quite impossible: 1 to 99.</summary>
    public static string Percent(double probability) => $"{Math.Clamp(Math.Round(probability * 100), 1, 99):0}%";

    public string List(IEnumerable<string> items) => string.Join(Say("list.comma"), items);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}
