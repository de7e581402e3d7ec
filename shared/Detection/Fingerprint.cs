using System.Runtime.InteropServices;

namespace FleetWatch.Detection;

/// <summary>
/// 64 bits of a name, the same in every process, eight bytes a step: where the core looks terminals, sites and merchants up, whose names it then
/// compares, and all that it keeps of event ids. A million different ones collide anywhere with a chance of 3 in 10^8 (n^2 / 2^65); whoever means
/// to can make two that do, so that nothing but an event's being a repeat may hang on it alone.
/// </summary>
internal static class Fingerprint
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xE7037ED1A0B428DB;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = First ^ (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes), Second);
        var rest = 0UL;
        for (var at = 0; at < bytes.Length; at += sizeof(char))
            rest = (rest << 16) | MemoryMarshal.Read<ushort>(bytes[at..]);
        return Mix(hash ^ rest, Second ^ First);
    }

    /// <summary>One for the two in this order.</summary>
    public static ulong Of(ulong one, ulong other) => Mix(one ^ First, other ^ Second);

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }
}
