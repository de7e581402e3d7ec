using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace FleetWatch.Rulebook;

/// <summary>What is wrong and what would be right, in the language of <see cref="CultureInfo.CurrentUICulture"/>: English, or Simplified Chinese.</summary>
internal static partial class Reasons
{
    private static readonly ResourceManager Texts = new("FleetWatch.Rulebook.Texts", typeof(Reasons).Assembly);

    /// <exception cref="MissingManifestResourceException">There is no text of this name.</exception>
    public static string Of(string name, params ReadOnlySpan<(string Gap, object Value)> values)
    {
        var text = Texts.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"There is no text {name}.");
        var filled = new Dictionary<string, string>();
        foreach (var (gap, value) in values)
            filled[gap] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return Gap().Replace(text, gap => filled.GetValueOrDefault(gap.Groups[1].Value, gap.Value));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Gap();
}
