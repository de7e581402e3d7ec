using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>Looks for card data in one text, through the disguises that data picks up on its way: URL encoding, JSON inside JSON,
/// character references, full-width digits, invisible characters.</summary>
internal static partial class CardText
{
    private const int ShortestSecret = 7;
    private const int MaxDisguises = 3;
    private static readonly SearchValues<byte> Disguises = SearchValues.Create([(byte)'%', (byte)'\\', (byte)'&']);

    public static CardData Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < ShortestSecret)
            return CardData.None;
        var plain = Ascii.IsValid(utf8);
        if (plain && !utf8.ContainsAny(Disguises))
            return FindPlain(utf8);
        return FindDisguised(Encoding.UTF8.GetString(utf8));
    }

    private static CardData FindPlain(ReadOnlySpan<byte> ascii)
    {
        var found = HasDigits(ascii) && !IsTime(ascii) ? FindNumber(ascii) : CardData.None;
        return found is CardData.None && ascii.ContainsAny((byte)'=', (byte)':') && Named().IsMatch(Encoding.ASCII.GetString(ascii))
            ? CardData.Secret
            : found;
    }

    private static CardData FindDisguised(string text)
    {
        for (var round = 0; round <= MaxDisguises; round++)
        {
            if (FindPlain(Flatten(text)) is var found and not CardData.None)
                return found;
            var undressed = WebUtility.HtmlDecode(WebUtility.UrlDecode(Unescape(text)));
            if (undressed == text)
                return CardData.None;
            text = undressed;
        }
        return CardData.None;
    }

    private static string Unescape(string text) => text.Contains('\\')
        ? Escape().Replace(text, match => match.Groups[1].Success
            ? ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : match.Groups[2].Value)
        : text;

    /// <summary>Digits of every script become ASCII digits, blanks and dashes become one, what cannot be seen goes.</summary>
    private static byte[] Flatten(string text)
    {
        var flat = new List<byte>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.DecimalDigitNumber:
                    flat.Add((byte)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                case UnicodeCategory.SpaceSeparator:
                    flat.Add((byte)' ');
                    break;
                case UnicodeCategory.DashPunctuation:
                    flat.Add((byte)'-');
                    break;
                case UnicodeCategory.Format:
                    break;
                default:
                    flat.Add(rune.IsAscii ? (byte)rune.Value : (byte)'?');
                    break;
            }
        return [.. flat];
    }

    private static CardData FindNumber(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > 31)
            ascii = Tokens.Masked(ascii);
        return IsDecimal(ascii) ? CardData.None : CardNumbers.Find(ascii);
    }

    private static bool HasDigits(ReadOnlySpan<byte> ascii)
    {
        var digits = 0;
        foreach (var letter in ascii)
            if (char.IsAsciiDigit((char)letter))
                digits++;
        return digits >= CardCheck.Shortest - 1;
    }

    /// <summary>A degree or a ratio with many places: up to three digits, a dot, digits.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> ascii)
    {
        var number = ascii[0] == '-' ? ascii[1..] : ascii;
        var dot = number.IndexOf((byte)'.');
        return dot is >= 1 and <= 3 && !number[(dot + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !number[..dot].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>ISO 8601 with at most nanoseconds, whose digits dots and dashes would otherwise join.</summary>
    private static bool IsTime(ReadOnlySpan<byte> ascii) => ascii.Length is >= 20 and <= 35 && ascii[4] == '-' && ascii[7] == '-' && ascii[10] == 'T'
        && ascii[13] == ':' && ascii[16] == ':' && DateTimeOffset.TryParse(Encoding.ASCII.GetString(Truncate(ascii)), CultureInfo.InvariantCulture, out _);

    // .NET reads seven places of a second; what is behind them is at most two more digits.
    private static ReadOnlySpan<byte> Truncate(ReadOnlySpan<byte> ascii) => ascii[..19];

    [GeneratedRegex("""\\(?:u([0-9A-Fa-f]{4})|(["\\/]))""", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex("""(?:(?:cvv|cvc|cvn|csc)[12]?["'\s\\]{0,4}[:=]["'\s\\]{0,4}[0-9]{3,4}(?![0-9]))|(?:pin[_\- ]?block["'\s\\]{0,4}[:=]["'\s\\]{0,4}[0-9a-f]{16})""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
