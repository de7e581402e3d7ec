using System.Globalization;
using System.Resources;

namespace FleetWatch.Ingest;

/// <summary>What callers read, in English and Simplified Chinese: Texts.resx and Texts.zh-Hans.resx.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("FleetWatch.Ingest.Texts", typeof(Texts).Assembly);

    /// <summary>The sentence for a reason's code.</summary>
    /// <exception cref="MissingManifestResourceException">There is none: every code has one.</exception>
    public static string Reason(string code, CultureInfo language) => Resources.GetString(code, language)
        ?? throw new MissingManifestResourceException($"Texts.resx has no sentence for {code}.");

    /// <summary>The first language that the caller asks for and we have; English otherwise.</summary>
    public static CultureInfo LanguageOf(HttpRequest request) =>
        request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");
}
