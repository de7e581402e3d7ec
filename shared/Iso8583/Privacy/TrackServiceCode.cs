using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Looks in track 2 for the one fact that tells a fallback from an ordinary swipe: behind the separator and four digits of expiry
/// stands the service code, whose first digit is 2 or 6 on a card with a chip (ISO/IEC 7813). Nothing of the track is kept.
/// </summary>
internal static class TrackServiceCode
{
    private const int ExpiryDigits = 4;

    public static bool? SaysChip(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        for (var at = 0; at + ExpiryDigits + 1 < length; at++)
            if (Letter(coded, rule, length, at) is (byte)'=' or (byte)'D')
                return Letter(coded, rule, length, at + ExpiryDigits + 1) switch
                {
                    (byte)'2' or (byte)'6' => true,
                    >= (byte)'0' and <= (byte)'9' => false,
                    _ => null,
                };
        return null;
    }

    private static byte Letter(ReadOnlySpan<byte> coded, FieldRule rule, int length, int at) => rule.Coding switch
    {
        Coding.Bcd => (byte)"0123456789ABCDEF"[(int)Digits.At(coded, rule, length, at)],
        Coding.Binary or Coding.Hex => 0,
        _ => Characters.Ascii(coded[at], rule.Coding),
    };
}
