namespace FleetWatch.Contracts;

/// <summary>
/// How a card number, which no message and no stored event ever holds, is told from other digits: there are 13 to 19 of them, and the last
/// is the check digit of ISO/IEC 7812-1 annex B (Luhn). One number in ten passes by chance.
/// </summary>
public static class CardCheck
{
    /// <summary>The fewest digits that are looked for in a text. ISO/IEC 7812-1 allows 10; what is so short is mostly something else.</summary>
    public const int Shortest = 13;

    /// <summary>The most digits that ISO/IEC 7812-1 allows.</summary>
    public const int Longest = 19;

    /// <summary>
    /// Whether the sum is a multiple of ten, to which the last digit counts as it is, the one before it doubled (less 9 where that has two
    /// digits), and so on to the first.
    /// </summary>
    /// <param name="digits">ASCII digits, and nothing else; their number is not looked at.</param>
    public static bool Passes(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        var twice = false;
        for (var at = digits.Length - 1; at >= 0; at--, twice = !twice)
        {
            var digit = digits[at] - '0';
            sum += twice ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        }
        return sum % 10 == 0;
    }
}
