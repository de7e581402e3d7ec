using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Alerting.Links;

/// <summary>What following a link does, to which page's incident, until when. Whoever holds it may act as the page's recipient.</summary>
internal sealed record ActLink(string Organisation, string PageId, LinkAct Act, DateTimeOffset ExpiresAt)
{
    private const int Head = 5;
    private const int Seal = 16;

    /// <summary>Base64url of expiry, act, names and the first half of their HMAC-SHA256.</summary>
    public string Write(byte[] key)
    {
        var names = Encoding.UTF8.GetBytes($"{Organisation}\n{PageId}");
        var token = new byte[Head + names.Length + Seal];
        BinaryPrimitives.WriteUInt32BigEndian(token, (uint)ExpiresAt.ToUnixTimeSeconds());
        token[Head - 1] = (byte)Act;
        names.CopyTo(token, Head);
        Sealed(key, token.AsSpan(0, Head + names.Length)).CopyTo(token.AsSpan(Head + names.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <returns>Null: it was not written with this key, or was changed since.</returns>
    public static ActLink? Read(string text, byte[] key)
    {
        if (text.Length > 512 || !Base64Url.IsValid(text))
            return null;
        var token = Base64Url.DecodeFromChars(text);
        if (token.Length <= Head + Seal || !CryptographicOperations.FixedTimeEquals(Sealed(key, token.AsSpan(..^Seal)), token.AsSpan(^Seal..)))
            return null;
        var names = Encoding.UTF8.GetString(token.AsSpan(Head..^Seal)).Split('\n');
        return names.Length != 2 || !Enum.IsDefined((LinkAct)token[Head - 1]) ? null
            : new ActLink(names[0], names[1], (LinkAct)token[Head - 1], DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(token)));
    }

    /// <summary>The incident of a page: its id without the page's number.</summary>
    public string IncidentId => PageId[..Math.Max(PageId.LastIndexOf('-'), 0)];

    private static ReadOnlySpan<byte> Sealed(byte[] key, ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content).AsSpan(0, Seal);
}

/// <summary>Written into links as its number: never renumber.</summary>
internal enum LinkAct : byte
{
    Acknowledge = 1,
    Resolve = 2,
}
