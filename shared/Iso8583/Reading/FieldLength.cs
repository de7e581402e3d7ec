using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Reads the length that stands before a field of variable length.</summary>
internal static class FieldLength
{
    public static bool TryRead(ReadOnlySpan<byte> rest, FieldRule rule, out int length, out ParseError error)
    {
        var size = rule.Prefix.Size;
        length = 0;
        error = default;
        if (rest.Length < size)
            error = new ParseError(0, 0, ParseReason.Truncated, size, rest.Length);
        else if (!TryNumber(rest[..size], rule.Prefix.Coding, out length))
            error = new ParseError(0, 0, ParseReason.BadLength);
        else if (length > rule.Length)
            error = new ParseError(0, 0, ParseReason.TooLong, rule.Length, length);
        return error.Reason == ParseReason.Unknown;
    }

    private static bool TryNumber(ReadOnlySpan<byte> coded, Coding coding, out int number)
    {
        number = 0;
        foreach (var value in coded)
        {
            if (coding == Coding.Binary)
            {
                number = number << 8 | value;
                continue;
            }
            var digits = coding == Coding.Bcd ? Digits.Pair(value) : value - (coding == Coding.Ebcdic ? 0xF0 : '0');
            if (digits < 0 || digits > (coding == Coding.Bcd ? 99 : 9))
                return false;
            number = number * (coding == Coding.Bcd ? 100 : 10) + digits;
        }
        return true;
    }
}
