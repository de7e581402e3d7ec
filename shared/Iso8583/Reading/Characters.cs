using System.Text;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Characters as they stand on the wire.</summary>
internal static class Characters
{
    /// <summary>Where a byte cannot be shown.</summary>
    public const char Unreadable = '\uFFFD';
    private static readonly Encoding Ebcdic = CodePagesEncodingProvider.Instance.GetEncoding(37)!; // The provider carries both pages.
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private static readonly Encoding StrictGbk = CodePagesEncodingProvider.Instance
        .GetEncoding(936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    private static readonly Encoding StrictAscii = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback);
    private static readonly byte[] AsciiOfEbcdic = [.. Enumerable.Range(0, 256)
        .Select(code => Ebcdic.GetString([(byte)code])[0] is var letter && letter < 128 ? (byte)letter : (byte)0)];
    private static readonly byte[] EbcdicOfAscii = [.. Enumerable.Range(0, 128).Select(code => Ebcdic.GetBytes([(char)code])[0])];

    /// <returns>The ASCII code of one character; 0 where it has none.</returns>
    public static byte Ascii(byte value, Coding coding) => coding switch
    {
        Coding.Ebcdic => AsciiOfEbcdic[value],
        Coding.AsciiOrEbcdic => value < 128 ? value : AsciiOfEbcdic[value],
        _ => value,
    };

    /// <returns>The text, with what cannot be shown replaced.</returns>
    public static string Text(ReadOnlySpan<byte> coded, Coding coding)
    {
        if (coding == Coding.Gbk)
            return string.Create(Gbk.GetCharCount(coded), coded, (text, bytes) =>
            {
                Gbk.GetChars(bytes, text);
                foreach (ref var letter in text)
                    letter = char.IsControl(letter) ? Unreadable : letter;
            });
        Span<char> text = coded.Length <= 256 ? stackalloc char[coded.Length] : new char[coded.Length];
        for (var at = 0; at < text.Length; at++)
            text[at] = Ascii(coded[at], coding) is >= 32 and < 127 and var letter ? (char)letter : Unreadable;
        return new string(text);
    }

    /// <exception cref="EncoderFallbackException">A character that the coding does not have.</exception>
    public static byte[] Bytes(string text, Coding coding)
    {
        if (coding == Coding.Gbk)
            return StrictGbk.GetBytes(text);
        var ascii = StrictAscii.GetBytes(text);
        return coding == Coding.Ebcdic ? Array.ConvertAll(ascii, code => EbcdicOfAscii[code]) : ascii;
    }
}
