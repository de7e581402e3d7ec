using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>What may be taken from a card number's digits.</summary>
internal static class CardNumber
{
    /// <summary>The shortest card number in use (ISO/IEC 7812-1 allows 10 to 19; payment cards have at least 12).</summary>
    public const int Shortest = 12;
    private const int Kept = 6;

    public static int Bin(ReadOnlySpan<byte> coded, FieldRule rule, int length, BinPolicy policy)
    {
        if (length < Shortest)
            return -1;
        var bin = 0;
        for (var at = 0; at < (policy == BinPolicy.EightOfSixteen && length == 16 ? 8 : Kept); at++)
            bin = bin * 10 + (int)Digits.At(coded, rule, length, at);
        return bin;
    }

    /// <returns>The first six digits and a star for each further one; stars only where the number is too short to be a card's.</returns>
    public static string Masked(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        Span<char> masked = stackalloc char[length];
        masked.Fill('*');
        for (var at = 0; at < Kept && length >= Shortest; at++)
            masked[at] = (char)('0' + Digits.At(coded, rule, length, at));
        return new string(masked);
    }
}
