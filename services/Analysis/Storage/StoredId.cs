using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// The identity of a stored event: SHA-256 over what names it, cut to a UUID of version 8 (RFC 9562). The same event has the same id
/// wherever and whenever it arrives. One that a terminal reported begins with the millisecond at which it happened, as version 7 does: what
/// comes in together lies together in the index, and neither an append nor the look for repeats has to fetch pages from all over it.
/// </summary>
internal static class StoredId
{
    /// <summary>Of an event that a terminal reported.</summary>
    public static Guid OfEvent(string organisation, TerminalEvent observed)
    {
        Span<byte> id = stackalloc byte[16];
        Hash(id, 'e', organisation, observed.TerminalId, observed.Id);
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, observed.OccurredAt.ToUnixTimeMilliseconds());
        moment[2..].CopyTo(id);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>Of the n-th fact or finding of a fleet.</summary>
    public static Guid OfOutput(string organisation, long number, string stream)
    {
        Span<byte> id = stackalloc byte[16];
        Hash(id, 'o', organisation, number.ToString(CultureInfo.InvariantCulture), stream);
        return new Guid(id, bigEndian: true);
    }

    private static void Hash(Span<byte> id, char kind, string first, string second, string third)
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
        hash[..16].CopyTo(id);
    }

    // Lengths before texts: no two different names give the same bytes.
    private static int Append(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return length + 4;
    }
}
