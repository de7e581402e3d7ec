using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Up to 16 printable ASCII characters as two numbers: a key that needs no object.</summary>
/// <param name="High">The characters before the last eight.</param>
/// <param name="Low">The last eight.</param>
internal readonly record struct PackedText(ulong High, ulong Low)
{
    public const int Longest = 16;

    /// <summary>Numbers of this process, so that nobody outside can choose texts of one hash.</summary>
    private static readonly ulong HighSeed = Seed();
    private static readonly ulong LowSeed = Seed();
    private static readonly ulong LastSeed = Seed();

    public bool IsEmpty => (High | Low) == 0;

    public int Length => Longest - BitOperations.LeadingZeroCount(High == 0 ? Low : High) / 8 - (High == 0 ? sizeof(ulong) : 0);

    /// <returns>Empty where a character is not printable: a NUL, above all, is kept by no database, and one such event would stop a whole batch.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackedText Of(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length < sizeof(ulong))
            return Short(ascii);
        var (first, last) = (BinaryPrimitives.ReadUInt64BigEndian(ascii), BinaryPrimitives.ReadUInt64BigEndian(ascii[^sizeof(ulong)..]));
        if (!ArePrintable(first) || !ArePrintable(last))
            return default;
        return new PackedText(ascii.Length == sizeof(ulong) ? 0 : first >> 8 * (Longest - ascii.Length), last);
    }

    public override int GetHashCode() => (int)Hash(0);

    /// <param name="with">A number that belongs to the key.</param>
    public uint Hash(ulong with) => (uint)Folded(Folded(High ^ HighSeed, Low ^ LowSeed) ^ with, LastSeed);

    public override string ToString()
    {
        Span<byte> all = stackalloc byte[Longest];
        BinaryPrimitives.WriteUInt64BigEndian(all, High);
        BinaryPrimitives.WriteUInt64BigEndian(all[sizeof(ulong)..], Low);
        return Encoding.ASCII.GetString(all.TrimStart((byte)0));
    }

    private static PackedText Short(ReadOnlySpan<byte> ascii)
    {
        var value = 0UL;
        foreach (var letter in ascii)
        {
            if (letter is < (byte)' ' or > (byte)'~')
                return default;
            value = value << 8 | letter;
        }
        return new PackedText(0, value);
    }

    /// <summary>Of eight bytes at once: none has its highest bit, none gets it when one is added, and all lose something above it when a space is taken off.</summary>
    private static bool ArePrintable(ulong letters) =>
        ((letters | letters + 0x0101_0101_0101_0101 | letters - 0x2020_2020_2020_2020) & 0x8080_8080_8080_8080) == 0;

    private static ulong Folded(ulong one, ulong other) => Math.BigMul(one, other, out var low) ^ low;

    private static ulong Seed() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
}
