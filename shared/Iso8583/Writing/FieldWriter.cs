using System.Buffers;
using System.Globalization;
using System.Text;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Writing;

/// <summary>Writes one field: its length, then its value.</summary>
internal static class FieldWriter
{
    public static void Write(FieldRule rule, string value, IBufferWriter<byte> target)
    {
        var coded = Coded(rule, Filled(rule, value), out var length);
        if (length > rule.Length || rule.Prefix.Digits == 0 && length != rule.Length)
            throw new DraftException(rule.Number, $"has the length {length}; it may have {rule.Length}");
        if (FieldContent.Fault(coded, rule, length) is var fault && fault != ParseReason.Unknown)
            throw new DraftException(rule.Number, Texts.Of(CultureInfo.InvariantCulture, $"parse-{fault}"));
        WriteLength(rule.Prefix, length, target);
        target.Write(coded);
    }

    private static string Filled(FieldRule rule, string value) => rule.Prefix.Digits > 0 || value.Length >= rule.Length ? value : rule.Content switch
    {
        Content.Digits => value.PadLeft(rule.Length, '0'),
        Content.Letters or Content.LettersAndDigits or Content.Characters when rule.Coding != Coding.Gbk => value.PadRight(rule.Length),
        Content.Characters => value + new string(' ', Math.Max(0, rule.Length - Bytes(rule, value).Length)),
        _ => value,
    };

    private static byte[] Coded(FieldRule rule, string value, out int length)
    {
        length = value.Length;
        switch (rule.Coding)
        {
            case Coding.Binary:
                length = value.Length / 2;
                return FromHexadecimal(rule, value);
            case Coding.Hex:
                length = value.Length / 2;
                return Encoding.ASCII.GetBytes(Convert.ToHexString(FromHexadecimal(rule, value)));
            case Coding.Bcd when rule.Content == Content.SignedDigits && value.Length > 0:
                return [(byte)value[0], .. Packed(rule, value[1..])];
            case Coding.Bcd:
                return Packed(rule, value);
            default:
                var coded = Bytes(rule, value);
                length = coded.Length;
                return coded;
        }
    }

    private static byte[] Bytes(FieldRule rule, string value)
    {
        try
        {
            return Characters.Bytes(value, rule.Coding);
        }
        catch (EncoderFallbackException)
        {
            // The exception would quote the character.
            throw new DraftException(rule.Number, "holds a character that the coding does not have");
        }
    }

    private static byte[] FromHexadecimal(FieldRule rule, string value) => value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(value)
        : throw new DraftException(rule.Number, "is not pairs of hexadecimal digits");

    private static byte[] Packed(FieldRule rule, string value)
    {
        if (!value.Select(TrackLetter).All(char.IsAsciiHexDigit))
            throw new DraftException(rule.Number, "holds something other than digits");
        var even = value.Length % 2 == 0 ? value : rule.FillerLeft ? '0' + value : value + '0';
        return Convert.FromHexString(string.Concat(even.Select(TrackLetter)));
    }

    /// <summary>In BCD the separator of a track is D.</summary>
    private static char TrackLetter(char letter) => letter == '=' ? 'D' : letter;

    private static void WriteLength(LengthPrefix prefix, int length, IBufferWriter<byte> target)
    {
        if (prefix.Digits == 0)
            return;
        if (prefix.Coding == Coding.Binary)
        {
            target.Write(prefix.Size == 1 ? [(byte)length] : [(byte)(length >> 8), (byte)length]);
            return;
        }
        var digits = length.ToString(CultureInfo.InvariantCulture).PadLeft(prefix.Coding == Coding.Bcd ? prefix.Size * 2 : prefix.Digits, '0');
        target.Write(prefix.Coding == Coding.Bcd ? Convert.FromHexString(digits) : Characters.Bytes(digits, prefix.Coding));
    }
}
