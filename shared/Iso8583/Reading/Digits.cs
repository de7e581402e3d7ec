using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Decimal digits as they stand on the wire.</summary>
internal static class Digits
{
    private const int MostDigits = 18;

    private const long MostBeforePair = (long.MaxValue - 99) / 100;

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

    /// <returns>False where something is no digit, or the number has more than 18.</returns>
    public static bool TryNumber(ReadOnlySpan<byte> coded, FieldRule rule, int length, out long number) => rule.Coding == Coding.Bcd
        ? TryPacked(coded[..((length + 1) / 2)], rule, length, out number)
        : TryCharacters(coded[..length], rule.Coding == Coding.Ebcdic ? (byte)0xF0 : (byte)'0', out number);

    public static bool All(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        if (rule.Coding is Coding.Ascii or Coding.Gbk)
            return !coded.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (rule.Coding == Coding.Ebcdic)
            return !coded.ContainsAnyExceptInRange((byte)0xF0, (byte)0xF9);
        if (length % 2 == 1 && Edge(ref coded, rule.FillerLeft) > 9)
            return false;
        foreach (var pair in coded)
            if (pair > 0x99 || (pair & 15) > 9)
                return false;
        return true;
    }

    /// <summary>Takes off the byte that an odd number of digits shares with a filler.</summary>
    private static int Edge(ref ReadOnlySpan<byte> coded, bool left)
    {
        var digit = left ? coded[0] & 15 : coded[^1] >> 4;
        coded = left ? coded[1..] : coded[..^1];
        return digit;
    }

    private static bool TryCharacters(ReadOnlySpan<byte> coded, byte zero, out long number)
    {
        number = 0;
        if (coded.Length > MostDigits && coded[..^MostDigits].ContainsAnyExcept(zero))
            return false;
        foreach (var letter in coded)
        {
            var digit = (uint)letter - zero;
            if (digit > 9)
                return false;
            number = number * 10 + digit;
        }
        return true;
    }

    private static bool TryPacked(ReadOnlySpan<byte> coded, FieldRule rule, int length, out long number)
    {
        number = 0;
        var odd = length % 2 == 1;
        var edge = odd ? Edge(ref coded, rule.FillerLeft) : 0;
        number = odd && rule.FillerLeft ? edge : 0;
        foreach (var pair in coded)
        {
            if (pair > 0x99 || (pair & 15) > 9 || number > MostBeforePair)
                return false;
            number = number * 100 + (pair >> 4) * 10 + (pair & 15);
        }
        if (!odd || rule.FillerLeft)
            return edge <= 9;
        if (edge > 9 || number > MostBeforePair)
            return false;
        number = number * 10 + edge;
        return true;
    }
}
