using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>The value of a field as text: digits, characters, or bytes in hexadecimal.</summary>
internal static class FieldText
{
    public static string Of(ReadOnlySpan<byte> coded, FieldRule rule, int length) => rule switch
    {
        { Coding: Coding.Bcd, Content: Content.SignedDigits } => (char)coded[0] + Decimal(coded[1..], rule, length - 1),
        { Coding: Coding.Bcd } => Decimal(coded, rule, length),
        { Coding: Coding.Binary } => Convert.ToHexString(coded),
        _ => Characters.Text(coded, rule.Coding == Coding.Hex ? Coding.Ascii : rule.Coding),
    };

    private static string Decimal(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        Span<char> digits = length <= 256 ? stackalloc char[length] : new char[length];
        for (var at = 0; at < length; at++)
            digits[at] = "0123456789ABCDEF"[(int)Digits.At(coded, rule, length, at)];
        return new string(digits);
    }
}
