using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>
/// Finds card numbers and track data in ASCII text. A card number is digits that pass <see cref="CardCheck"/>, as they stand or in
/// groups that spaces, dashes, dots, slashes or underscores set apart. One number in ten passes by chance: <see cref="LookAlikes"/>
/// says which well-known kinds are not held against an honest sender.
/// </summary>
internal static class CardNumbers
{
    private const int MaxSeparators = 3;

    public static CardData Find(ReadOnlySpan<byte> text)
    {
        var found = Emv(text);
        for (var at = 0; at < text.Length && found is CardData.None;)
            found = char.IsAsciiDigit((char)text[at]) ? Chain(text, ref at) : Skip(ref at);
        return found;
    }

    private static CardData Skip(ref int at)
    {
        at++;
        return CardData.None;
    }

    /// <summary>Reads groups of digits that separators join, from one digit on, and looks at every sequence of whole groups.</summary>
    private static CardData Chain(ReadOnlySpan<byte> text, ref int at)
    {
        Span<byte> digits = stackalloc byte[64];
        Span<int> starts = stackalloc int[64];
        var count = 0;
        var groups = 0;
        var blank = false;
        while (at < text.Length)
        {
            var length = DigitsAt(text, at);
            if (IsTrack(text, at, length))
                return CardData.Track;
            if (count + length > digits.Length || groups == starts.Length)
                Forget(digits, starts, ref count, ref groups);
            if (length > CardCheck.Longest && StartsWithCard(text.Slice(at, length)))
                return CardData.Number;
            var kept = Math.Min(length, digits.Length - count);
            starts[groups++] = count;
            text.Slice(at, kept).CopyTo(digits[count..]);
            count += kept;
            if (EndsWithCard(digits[..count], starts[..groups], kept, blank))
                return CardData.Number;
            at += length;
            var next = at + SeparatorsAt(text, at);
            if (next == at || next >= text.Length || !char.IsAsciiDigit((char)text[next]))
                break;
            blank = text[next - 1] == ' ';
            at = next;
        }
        return CardData.None;
    }

    /// <summary>Keeps the last 19 digits, which is all that a number that ends later can begin with.</summary>
    private static void Forget(Span<byte> digits, Span<int> starts, ref int count, ref int groups)
    {
        var cut = Math.Max(0, count - CardCheck.Longest);
        var kept = 0;
        for (var group = 0; group < groups; group++)
            if (starts[group] >= cut && kept < CardCheck.Longest)
                starts[kept++] = starts[group] - cut;
        digits[cut..count].CopyTo(digits);
        count -= cut;
        groups = kept;
    }

    /// <summary>Whether some sequence of whole groups that ends with the last one is a card number, leading zeros aside.</summary>
    private static bool EndsWithCard(ReadOnlySpan<byte> digits, ReadOnlySpan<int> starts, int last, bool blank)
    {
        for (var group = starts.Length - 1; group >= 0; group--)
        {
            var run = digits[starts[group]..].TrimStart((byte)'0');
            if (digits.Length - starts[group] > CardCheck.Longest + 6)
                return false;
            if (run.Length is >= CardCheck.Shortest and <= CardCheck.Longest && CardCheck.Passes(run) && !LookAlikes.Explain(run, last, blank))
                return true;
        }
        return false;
    }

    /// <summary>A number longer than a card's that begins with one: a card number with its expiry date written behind it.</summary>
    private static bool StartsWithCard(ReadOnlySpan<byte> run) => LookAlikes.UsualLength(run) is var length and > 0 && CardCheck.Passes(run[..length]);

    /// <summary>Track 1 sets the number off with a caret, track 2 with an equals sign or, in hexadecimal, the letter D.</summary>
    private static bool IsTrack(ReadOnlySpan<byte> text, int at, int length)
    {
        var after = at + length;
        if (length < 12 || after >= text.Length)
            return false;
        var behind = DigitsAt(text, after + 1);
        return text[after] switch
        {
            (byte)'^' => true,
            (byte)'=' => behind >= 4,
            (byte)'D' or (byte)'d' => behind >= 7 && (length <= CardCheck.Longest || SomeTail(text.Slice(at, length))),
            _ => false,
        };
    }

    private static bool SomeTail(ReadOnlySpan<byte> run)
    {
        for (var length = CardCheck.Shortest; length <= CardCheck.Longest; length++)
            if (CardCheck.Passes(run[^length..]))
                return true;
        return false;
    }

    /// <summary>EMV tag 5A (application PAN) in hexadecimal: length in bytes, 07 to 0A, then the digits, padded with F.</summary>
    private static CardData Emv(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at + 4 + CardCheck.Shortest <= text.Length; at++)
        {
            if (text[at] != '5' || (text[at + 1] | 0x20) != 'a' || text[at + 2] != '0')
                continue;
            var bytes = HexDigit(text[at + 3]);
            if (bytes is < 7 or > 10 || at + 4 + bytes * 2 > text.Length)
                continue;
            var number = text.Slice(at + 4, bytes * 2).TrimEnd("Ff"u8);
            if (number.Length >= CardCheck.Shortest && DigitsAt(number, 0) == number.Length && CardCheck.Passes(number))
                return CardData.Number;
        }
        return CardData.None;
    }

    private static int HexDigit(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : 0;

    private static int DigitsAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit((char)text[end]))
            end++;
        return end - at;
    }

    private static int SeparatorsAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < MaxSeparators && text[end] is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'_'
            or (byte)'\t' or (byte)'\r' or (byte)'\n')
            end++;
        return end - at;
    }
}
