using System.Globalization;

namespace FleetWatch.Dashboard.Explain;

/// <summary>A time as somebody reads it from a receipt: without an offset it is the organisation's.</summary>
internal static class LocalMoment
{
    private static readonly string[] Local = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss"];
    private static readonly string[] Zoned = ["yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz"];

    /// <returns>Null where it is no time.</returns>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) ? new DateTimeOffset(local, zone.GetUtcOffset(local))
        : DateTimeOffset.TryParseExact(text.EndsWith('Z') ? text[..^1] + "+00:00" : text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var zoned) ? zoned
        : null;
}
