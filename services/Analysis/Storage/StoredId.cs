using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// The identity of a stored event: the first 16 bytes of SHA-256 over what names it, marked as a UUID of version 8 (RFC 9562). The
/// same event has the same id wherever and whenever it arrives.
/// </summary>
internal static class StoredId
{
    /// <summary>Of an event that a terminal reported.</summary>
    public static Guid OfEvent(string organisation, string terminalId, string eventId) => Of('e', organisation, terminalId, eventId);

    /// <summary>Of the n-th fact or finding of a fleet.</summary>
    public static Guid OfOutput(string organisation, long number, string stream) =>
        Of('o', organisation, number.ToString(System.Globalization.CultureInfo.InvariantCulture), stream);

    private static Guid Of(char kind, string first, string second, string third)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(first.Length + second.Length + third.Length) + 13;
        Span<byte> named = longest <= 1024 ? stackalloc byte[longest] : new byte[longest];
        named[0] = (byte)kind;
        var length = 1;
        length += Append(named[length..], first);
        length += Append(named[length..], second);
        length += Append(named[length..], third);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    // Lengths before texts: no two different names give the same bytes.
    private static int Append(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return length + 4;
    }
}
