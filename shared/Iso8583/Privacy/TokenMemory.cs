using System.Numerics;
using System.Security.Cryptography;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Remembers the tokens of cards that were seen lately, without their numbers: a token lies under a fingerprint, SipHash-2-4 (Aumasson
/// and Bernstein 2012) of the number under a random key of this process. Who can read the key in memory can also read the key of the
/// tokens, and tries out numbers against either; so what lies here tells no more than the tokens themselves. Two cards have one
/// fingerprint once in 2^64. Of fixed size: a newer card takes an older one's place.
/// </summary>
internal sealed class TokenMemory
{
    private const int Places = 1 << 16;
    private readonly ulong[] fingerprints = new ulong[Places];
    private readonly ulong[] tokens = new ulong[Places];
    private readonly ulong key0;
    private readonly ulong key1;

    public TokenMemory()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        key0 = BitConverter.ToUInt64(random);
        key1 = BitConverter.ToUInt64(random[8..]);
    }

    /// <returns>Never 0, which stands for an empty place.</returns>
    public ulong Fingerprint(ulong number, int digits)
    {
        var (v0, v1) = (key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d);
        var (v2, v3) = (key0 ^ 0x6c7967656e657261, key1 ^ 0x7465646279746573);
        Compress(ref v0, ref v1, ref v2, ref v3, number);
        Compress(ref v0, ref v1, ref v2, ref v3, 9UL << 56 | (uint)digits);
        v2 ^= 0xff;
        for (var round = 0; round < 4; round++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return Math.Max(1, v0 ^ v1 ^ v2 ^ v3);
    }

    public bool TryFind(ulong fingerprint, out ulong token)
    {
        token = tokens[fingerprint % Places];
        return fingerprints[fingerprint % Places] == fingerprint;
    }

    public void Keep(ulong fingerprint, ulong token) =>
        (fingerprints[fingerprint % Places], tokens[fingerprint % Places]) = (fingerprint, token);

    private static void Compress(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
