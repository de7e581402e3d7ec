using System.Buffers.Binary;
using System.Text;

namespace FleetWatch.Ingest.Events;

/// <summary>
/// One string for texts that come again and again. A fixed number of places, the newest text takes its place from the older:
/// it may forget, never grow, and needs no lock because a place is read and written whole.
/// </summary>
internal static class StringPool
{
    private const int Places = 1 << 14;
    private static readonly string?[] Pool = new string?[Places];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref Pool[Place(utf8)];
        if (place is { } known && known.Length == utf8.Length && Ascii.Equals(utf8, known))
            return known;
        var text = Encoding.UTF8.GetString(utf8);
        place = text;
        return text;
    }

    /// <summary>From the ends and the length only: cheap, and a collision costs one string.</summary>
    private static int Place(ReadOnlySpan<byte> utf8)
    {
        Span<byte> ends = stackalloc byte[16];
        utf8[..Math.Min(8, utf8.Length)].CopyTo(ends);
        utf8[Math.Max(0, utf8.Length - 8)..].CopyTo(ends[8..]);
        var mixed = BinaryPrimitives.ReadUInt64LittleEndian(ends) * 0x9E3779B97F4A7C15
            ^ (BinaryPrimitives.ReadUInt64LittleEndian(ends[8..]) + (ulong)utf8.Length) * 0xC2B2AE3D27D4EB4F;
        return (int)((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 >> 50);
    }
}
