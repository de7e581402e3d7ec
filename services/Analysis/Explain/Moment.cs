using System.Globalization;

namespace FleetWatch.Analysis.Explain;

/// <summary>A moment as a caller writes it: without an offset it would be somebody's time, and nobody knows whose.</summary>
internal static class Moment
{
    public const string Rule = "Date, time and offset, as in 2026-11-05T10:58:00+08:00 or 2026-11-05T02:58:00Z (write + as %2B).";

    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"];

    /// <returns>Null where it is no moment.</returns>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
