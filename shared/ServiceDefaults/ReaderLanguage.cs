using Microsoft.Net.Http.Headers;

namespace FleetWatch.ServiceDefaults;

/// <summary>Which of our languages a reader prefers.</summary>
public static class ReaderLanguage
{
    /// <summary>Chinese where the reader prefers it to English; else English.</summary>
    /// <param name="acceptLanguage">The header <c>Accept-Language</c> (RFC 9110, 12.5.4); null or unreadable: English.</param>
    public static string Of(string? acceptLanguage) =>
        StringWithQualityHeaderValue.TryParseList([acceptLanguage ?? ""], out var wanted)
        && wanted.OrderByDescending(one => one.Quality ?? 1).FirstOrDefault(one => Is(one, "zh") || Is(one, "en")) is { } first && Is(first, "zh")
            ? "zh-Hans" : "en";

    private static bool Is(StringWithQualityHeaderValue one, string language) =>
        one.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase);
}
