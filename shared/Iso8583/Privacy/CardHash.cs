using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// HMAC-SHA-256 (RFC 2104) of short texts under one key. The framework begins each hash anew, and with it hashes the key again; where
/// OpenSSL 3 is there, its SHA-256 goes on from the two states behind the key, which RFC 2104 section 4 proposes: two blocks, and no more.
/// Without it the framework's own hash gives the same at a quarter of the speed. Not for several threads at once.
/// </summary>
internal sealed class CardHash : IDisposable
{
    private const int BlockBytes = 64;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;
    private readonly IncrementalHash plain;
    private readonly byte[]? inner;
    private readonly byte[]? outer;
    private readonly byte[] state = NewState();

    /// <param name="key">The key.</param>
    /// <param name="byOpenSsl">Whether OpenSSL is used; see <see cref="OpenSsl.IsThere"/>.</param>
    public CardHash(ReadOnlySpan<byte> key, bool byOpenSsl)
    {
        plain = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        if (byOpenSsl)
            (inner, outer) = (Keyed(key, InnerPad), Keyed(key, OuterPad));
    }

    /// <param name="text">What is hashed.</param>
    /// <param name="hash">Gets 32 bytes.</param>
    public void Of(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        if (inner is null || outer is null)
        {
            plain.AppendData(text);
            plain.GetHashAndReset(hash);
            return;
        }
        GoOn(inner, text, hash);
        GoOn(outer, hash[..SHA256.HashSizeInBytes], hash);
    }

    public void Dispose()
    {
        plain.Dispose();
        CryptographicOperations.ZeroMemory(inner);
        CryptographicOperations.ZeroMemory(outer);
        CryptographicOperations.ZeroMemory(state);
    }

    /// <summary>From a state behind the key to the end. OpenSSL wipes the text from the state when it gives out the hash.</summary>
    private void GoOn(byte[] behindKey, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        behindKey.CopyTo(state, 0);
        Succeeded(OpenSsl.Update(ref state[0], in MemoryMarshal.GetReference(text), (nuint)text.Length) & OpenSsl.Final(ref MemoryMarshal.GetReference(hash), ref state[0]));
    }

    private static byte[] Keyed(ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        if (key.Length <= BlockBytes)
            key.CopyTo(block);
        else
            SHA256.HashData(key, block);
        foreach (ref var one in block)
            one ^= pad;
        var keyed = NewState();
        Succeeded(OpenSsl.Init(ref keyed[0]) & OpenSsl.Update(ref keyed[0], in block[0], BlockBytes));
        CryptographicOperations.ZeroMemory(block);
        return keyed;
    }

    private static void Succeeded(int result)
    {
        if (result != 1)
            throw new CryptographicException("OpenSSL could not hash.");
    }

    private static byte[] NewState() => GC.AllocateArray<byte>(OpenSsl.StateBytes, pinned: true);
}
