using System.Text;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Decode;

/// <summary>
/// The bytes of a message that a person gives: a file or the text itself, raw or in hexadecimal. What could be both is taken for
/// hexadecimal where the table writes the message type in BCD or EBCDIC, and else for what it is.
/// </summary>
internal static class MessageInput
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n'];

    /// <exception cref="UnusableInputException">There is no such file.</exception>
    public static byte[] Bytes(string given, FieldTable table)
    {
        var bytes = File.Exists(given) ? File.ReadAllBytes(given) : Literal(given);
        var text = Encoding.Latin1.GetString(bytes);
        var compact = string.Concat(text.Split(Space, StringSplitOptions.RemoveEmptyEntries));
        if (table.Mti.Coding is Coding.Bcd or Coding.Ebcdic && compact.Length % 2 == 0 && compact.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(compact);
        return table.Mti.Coding == Coding.Ascii ? Encoding.Latin1.GetBytes(text.TrimEnd('\r', '\n')) : bytes;
    }

    private static byte[] Literal(string given) => given.Length > 0 && char.IsAsciiHexDigit(given[0]) && !given.EndsWith(".hex", StringComparison.Ordinal)
        && !given.EndsWith(".dat", StringComparison.Ordinal)
        ? Encoding.UTF8.GetBytes(given)
        : throw new UnusableInputException(Texts.Of("decode-no-file", given.Contains('/') || given.Length < 13 ? given : "?"));
}
