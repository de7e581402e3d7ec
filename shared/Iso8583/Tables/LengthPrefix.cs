namespace FleetWatch.Iso8583.Tables;

/// <summary>What stands before a field of variable length.</summary>
/// <param name="Digits">2 (LLVAR), 3 (LLLVAR) or 4; 0 for a field of fixed length.</param>
/// <param name="Coding">ASCII, EBCDIC, BCD or binary (big-endian).</param>
public readonly record struct LengthPrefix(int Digits, Coding Coding)
{
    /// <summary>No prefix: the length is fixed.</summary>
    public static LengthPrefix None => default;

    /// <summary>Bytes on the wire.</summary>
    public int Size => Coding switch
    {
        Coding.Bcd => (Digits + 1) / 2,
        Coding.Binary => Digits > 2 ? 2 : Digits / 2,
        _ => Digits,
    };

    /// <summary>The largest length that it can express.</summary>
    public int Largest => Digits switch { 0 => int.MaxValue, 2 => 99, 3 => 999, _ => 9999 } is var decimals && Coding != Coding.Binary
        ? decimals
        : Size == 1 ? byte.MaxValue : ushort.MaxValue;
}
