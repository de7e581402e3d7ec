using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FleetWatch.Simulator.Mail;

/// <summary>Words of a mail header that are not ASCII (RFC 2047), for showing.</summary>
internal static partial class EncodedWords
{
    public static string Decode(string header)
    {
        var joined = BetweenWords().Replace(header, "?==?");
        // A character may be cut in two by the border of two words: bytes first, characters afterwards.
        return Words().Replace(joined, run => Encoding.UTF8.GetString([.. Word().Matches(run.Value).SelectMany(Bytes)]));
    }

    private static byte[] Bytes(Match word) => word.Groups["how"].Value is "B" or "b"
        ? Convert.FromBase64String(word.Groups["text"].Value)
        : Quoted(word.Groups["text"].Value);

    private static byte[] Quoted(string text)
    {
        List<byte> bytes = [];
        for (var at = 0; at < text.Length; at++)
        {
            var code = text.AsSpan(Math.Min(at + 1, text.Length), Math.Min(2, text.Length - at - 1));
            if (text[at] == '=' && byte.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.Add(text[at] == '_' ? (byte)' ' : (byte)text[at]);
            }
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"(=\?utf-8\?[bq]\?[^?]*\?=)+", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"=\?utf-8\?(?<how>[bq])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
