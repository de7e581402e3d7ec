using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Decimal digits as they stand on the wire.</summary>
internal static class Digits
{
    /// <returns>The number that two BCD digits make, or -1 where they are none.</returns>
    public static int Pair(byte value)
    {
        var high = value >> 4;
        var low = value & 15;
        return high > 9 || low > 9 ? -1 : high * 10 + low;
    }

    /// <returns>The digit at <paramref name="index"/>, or a value over 9 where there is none.</returns>
    public static uint At(ReadOnlySpan<byte> coded, FieldRule rule, int length, int index)
    {
        if (rule.Coding != Coding.Bcd)
            return (uint)(coded[index] - (rule.Coding == Coding.Ebcdic ? 0xF0 : '0'));
        var nibble = index + (rule.FillerLeft ? length & 1 : 0);
        return (uint)(nibble % 2 == 0 ? coded[nibble / 2] >> 4 : coded[nibble / 2] & 15);
    }

    public static bool TryNumber(ReadOnlySpan<byte> coded, FieldRule rule, int length, out long number)
    {
        number = 0;
        for (var index = 0; index < length; index++)
        {
            var digit = At(coded, rule, length, index);
            if (digit > 9 || number > (long.MaxValue - 9) / 10)
                return false;
            number = number * 10 + digit;
        }
        return true;
    }

    public static bool All(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        if (rule.Coding is Coding.Ascii or Coding.Gbk)
            return !coded.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (rule.Coding == Coding.Ebcdic)
            return !coded.ContainsAnyExceptInRange((byte)0xF0, (byte)0xF9);
        for (var index = 0; index < length; index++)
            if (At(coded, rule, length, index) > 9)
                return false;
        return true;
    }
}
