using System.Text;
using FleetWatch.Contracts;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Masks whatever in a free text may be a card number: digits that pass <see cref="CardCheck"/>, as they stand or in groups that a few
/// separators set apart, and also inside a longer run of digits where it begins as a card number of that length does.
/// </summary>
internal static class CardNumberMask
{
    private const int MaxSeparators = 3;

    /// <returns>
    /// The bytes in hexadecimal, without what may be a card number when they are read as characters or as packed digits.
    /// </returns>
    public static string MaskedHexadecimal(ReadOnlySpan<byte> bytes) =>
        Masked(Convert.ToHexString(Encoding.Latin1.GetBytes(Masked(Encoding.Latin1.GetString(bytes)))));

    public static string Masked(string text)
    {
        char[]? masked = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var chain = Chain(text, at, out var end);
            if (chain.Count >= CardCheck.Shortest)
                Mask(text, chain, ref masked);
            at = end - 1;
        }
        return masked is null ? text : new string(masked);
    }

    /// <summary>Where the digits stand that belong together, from <paramref name="at"/> on.</summary>
    private static List<int> Chain(string text, int at, out int end)
    {
        var digits = new List<int>();
        for (end = at; at < text.Length && at - end <= MaxSeparators; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                digits.Add(at);
                end = at + 1;
            }
            else if (text[at] is not (' ' or '-' or '.' or '/' or '_'))
                break;
        }
        return digits;
    }

    private static void Mask(string text, List<int> digits, ref char[]? masked)
    {
        for (var first = 0; first + CardCheck.Shortest <= digits.Count; first++)
            for (var length = Math.Min(CardCheck.Longest, digits.Count - first); length >= CardCheck.Shortest; length--)
                if ((IsWhole(digits, first, length) || IsUsual(text, digits, first, length)) && PassesCheck(text, digits, first, length))
                {
                    masked ??= text.ToCharArray();
                    foreach (var place in digits.GetRange(first, length))
                        masked[place] = '*';
                    break;
                }
    }

    /// <summary>Whether the digits are whole groups: neither a digit before nor behind them.</summary>
    private static bool IsWhole(List<int> digits, int first, int length)
    {
        var last = first + length - 1;
        return (first == 0 || digits[first - 1] != digits[first] - 1) && (last == digits.Count - 1 || digits[last + 1] != digits[last] + 1);
    }

    /// <summary>Whether card numbers of this length begin like this: the great schemes' ranges.</summary>
    private static bool IsUsual(string text, List<int> digits, int first, int length)
    {
        var lead = (text[digits[first]] - '0') * 10 + text[digits[first + 1]] - '0';
        return length switch
        {
            14 => lead is 36 or 38,
            15 => lead is 34 or 37,
            16 => lead is 22 or 23 or 24 or 25 or 26 or 27 or 35 or >= 40 and <= 49 or >= 50 and <= 58 or 60 or 62 or 63 or 64 or 65 or 67,
            17 or 18 or 19 => lead is 62,
            _ => false,
        };
    }

    private static bool PassesCheck(string text, List<int> digits, int first, int length)
    {
        Span<byte> number = stackalloc byte[length];
        for (var at = 0; at < length; at++)
            number[at] = (byte)text[digits[first + at]];
        return CardCheck.Passes(number);
    }
}
