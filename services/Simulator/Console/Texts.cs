using System.Globalization;
using System.Resources;

namespace FleetWatch.Simulator.Console;

/// <summary>What people read, in their language: <c>Texts.resx</c> and its translations.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("FleetWatch.Simulator.Console.Texts", typeof(Texts).Assembly);

    /// <exception cref="MissingManifestResourceException">No text of this name.</exception>
    public static string Of(string key, params object?[] values)
    {
        var text = Resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"No text is called {key}.");
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
    }
}
