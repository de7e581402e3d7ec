using System.Globalization;
using System.Text;

namespace FleetWatch.Ingest.Events;

/// <summary>Moments that a terminal's clock may name, right or wrong within reason.</summary>
internal static class Times
{
    /// <summary>Characters of ISO 8601 with an offset and nanoseconds.</summary>
    public const int Longest = 35;

    /// <summary>Null: within the limits; otherwise one of <see cref="Reasons"/>.</summary>
    public static string? Check(DateTimeOffset time, DateTimeOffset now, EventLimits limits) =>
        time - now > limits.MaxClockAhead ? Reasons.InFuture
        : now - time > limits.MaxAge ? Reasons.TooOld
        : null;

    /// <summary>Without an offset the reader would take this machine's own zone, which says nothing of the terminal's.</summary>
    public static bool HasZone(ReadOnlySpan<byte> text) => text.Length > 10 && (text[^1] == 'Z' || text[10..].ContainsAny((byte)'+', (byte)'-'));

    /// <summary>A time that does not come as JSON.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length <= 64 && HasZone(Encoding.UTF8.GetBytes(text))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}
