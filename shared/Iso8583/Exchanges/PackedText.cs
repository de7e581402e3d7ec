using System.Text;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Up to 16 ASCII characters as a number: a key that needs no object.</summary>
internal readonly record struct PackedText(UInt128 Value)
{
    public const int Longest = 16;

    public bool IsEmpty => Value == 0;

    public static PackedText Of(ReadOnlySpan<byte> ascii)
    {
        UInt128 value = 0;
        foreach (var letter in ascii)
            value = value << 8 | letter;
        return new PackedText(value);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Longest];
        var at = Longest;
        for (var rest = Value; rest != 0; rest >>= 8)
            bytes[--at] = (byte)rest;
        return Encoding.ASCII.GetString(bytes[at..]);
    }
}
