using System.Buffers.Binary;
using System.Text;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Up to 16 ASCII characters as a number: a key that needs no object.</summary>
internal readonly record struct PackedText(UInt128 Value)
{
    public const int Longest = 16;

    public bool IsEmpty => Value == 0;

    public static PackedText Of(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > sizeof(ulong))
            return new PackedText(new UInt128(BinaryPrimitives.ReadUInt64BigEndian(ascii) >> 8 * (Longest - ascii.Length),
                BinaryPrimitives.ReadUInt64BigEndian(ascii[^sizeof(ulong)..])));
        var value = 0UL;
        foreach (var letter in ascii)
            value = value << 8 | letter;
        return new PackedText(value);
    }

    public override string ToString()
    {
        Span<byte> all = stackalloc byte[Longest];
        BinaryPrimitives.WriteUInt128BigEndian(all, Value);
        return Encoding.ASCII.GetString(all.TrimStart((byte)0));
    }
}
