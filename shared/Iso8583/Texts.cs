using System.Globalization;
using System.Resources;

namespace FleetWatch.Iso8583;

/// <summary>What people read, in their language: <c>Texts.resx</c> and its translations.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("FleetWatch.Iso8583.Texts", typeof(Texts).Assembly);

    /// <exception cref="MissingManifestResourceException">No text of this name.</exception>
    public static string Of(CultureInfo culture, string key, params object?[] values)
    {
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text is called {key}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }
}
