using CsCheck;

namespace FleetWatch.Unit.Ingest;

/// <summary>Card numbers that no card has, made the way that card numbers are made, and the disguises in which they turn up.</summary>
internal static class Cards
{
    private static readonly (string Prefix, int Length)[] Ranges =
    [
        ("4", 13), ("4", 16), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15), ("36", 14), ("3528", 16),
        ("3589", 16), ("6011", 16), ("65", 16), ("62", 16), ("62", 17), ("62", 18), ("62", 19), ("81", 16), ("9558", 19), ("9792", 16), ("5018", 13),
        ("6759", 18), ("2200", 16),
    ];

    public static Gen<string> Numbers { get; } =
        from range in OneOf(Ranges)
        from rest in Gen.Char['0', '9'].Array[range.Length - range.Prefix.Length - 1]
        select WithCheckDigit(range.Prefix + new string(rest));

    /// <summary>One number as it may be written in a text.</summary>
    public static Gen<string> Written(string number) => OneOf<Func<string, string>>(
        digits => digits,
        digits => Grouped(digits, 4, " "),
        digits => Grouped(digits, 4, "-"),
        digits => Grouped(digits, 4, " - "),
        digits => Grouped(digits, 4, "."),
        digits => Grouped(digits, 4, "_"),
        digits => Grouped(digits, 4, "\u00A0"),
        digits => Grouped(digits, 1, " "),
        digits => digits[..6] + " " + digits[6..],
        digits => digits[..4] + " " + digits[4..10] + " " + digits[10..],
        digits => "000" + digits,
        digits => string.Concat(digits.Select(digit => $"%3{digit}")),
        digits => Uri.EscapeDataString(Grouped(digits, 4, " ")),
        digits => string.Concat(digits.Select(digit => $"\\u003{digit}")),
        digits => string.Concat(digits.Select(digit => $"&#{(int)digit};")),
        digits => string.Concat(digits.Select(digit => (char)(digit - '0' + '\uFF10'))),
        digits => string.Concat(digits.Select(digit => (char)(digit - '0' + '\u0660'))),
        digits => string.Join('\u200B', digits.ToCharArray()),
        digits => $"card {digits} declined",
        digits => $"c{digits}x",
        digits => $"{{\"pan\":\"{digits}\"}}",
        digits => $";{digits}=2912101?",
        digits => $"%B{digits}^DOE/JOHN^2912101?").Select(write => write(number));

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static string Grouped(string digits, int size, string separator) => string.Join(separator, digits.Chunk(size).Select(group => new string(group)));

    private static string WithCheckDigit(string digits)
    {
        for (var check = '0'; check <= '9'; check++)
            if (Passes(digits + check))
                return digits + check;
        throw new System.Diagnostics.UnreachableException();
    }

    private static bool Passes(string digits) =>
        digits.Reverse().Select((digit, at) => at % 2 == 0 ? digit - '0' : (digit - '0') * 2 is var twice and > 9 ? twice - 9 : (digit - '0') * 2).Sum() % 10 == 0;
}
