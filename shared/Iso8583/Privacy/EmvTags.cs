using System.Globalization;
using System.Text;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Chip data (EMV Book 3, annex B, BER-TLV): of all tags only those are taken that say how the terminal and the card got on, and
/// none that says whose card it is. Everything else is passed over as bytes.
/// </summary>
internal static class EmvTags
{
    private const int LongestValue = 32;

    /// <summary>
    /// 4F and 84 application, 95 what the terminal found wrong, 9B what was done, 9F33 and 9F35 what the terminal can, 9F34 how the
    /// holder was recognised, 9F39 entry mode.
    /// </summary>
    private static readonly int[] Harmless = [0x4F, 0x84, 0x95, 0x9B, 0x9F33, 0x9F34, 0x9F35, 0x9F39];

    /// <returns>The harmless tags as <c>TAG=VALUE</c> in hexadecimal with spaces between; null where there are none.</returns>
    public static string? Kept(ReadOnlySpan<byte> coded, Coding coding)
    {
        if (coding != Coding.Binary)
            return null;
        var kept = new StringBuilder();
        while (TryTag(ref coded, out var tag, out var value))
            if (Harmless.Contains(tag) && value.Length is > 0 and <= LongestValue)
                kept.Append(CultureInfo.InvariantCulture, $"{(kept.Length > 0 ? " " : "")}{tag:X}=").Append(Convert.ToHexString(value));
        return kept.Length > 0 ? CardNumberMask.Masked(kept.ToString()) : null;
    }

    private static bool TryTag(ref ReadOnlySpan<byte> rest, out int tag, out ReadOnlySpan<byte> value)
    {
        tag = 0;
        value = default;
        rest = rest.TrimStart((byte)0);
        var at = 0;
        do
        {
            if (at >= rest.Length || at > 2)
                return false;
            tag = tag << 8 | rest[at++];
        }
        while (at == 1 ? (tag & 0x1F) == 0x1F : (tag & 0x80) != 0);
        if (!TryLength(rest, ref at, out var length) || rest.Length - at < length)
            return false;
        value = rest.Slice(at, length);
        rest = rest[(at + length)..];
        return true;
    }

    private static bool TryLength(ReadOnlySpan<byte> rest, ref int at, out int length)
    {
        length = 0;
        if (at >= rest.Length)
            return false;
        length = rest[at++];
        if (length < 0x80)
            return true;
        var bytes = length & 0x7F;
        if (bytes is 0 or > 2 || rest.Length - at < bytes)
            return false;
        length = bytes == 1 ? rest[at] : rest[at] << 8 | rest[at + 1];
        at += bytes;
        return true;
    }
}
