using System.Buffers.Binary;
using System.Security.Cryptography;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Makes the token by which one card is told from another: HMAC-SHA-256 (FIPS 198-1) of the card number's digits in ASCII under a
/// secret key, of which the first 64 bits are kept. Nothing of a number, and nothing made of it, stays behind. Not for several threads
/// at once.
/// </summary>
public sealed class CardTokens : IDisposable
{
    /// <summary>The shortest key: as long as the hash (NIST SP 800-107, 5.3.4).</summary>
    public const int ShortestKey = 32;
    private readonly CardHash hash;

    /// <param name="key">At least <see cref="ShortestKey"/> random bytes, kept outside FleetWatch's stores.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public CardTokens(ReadOnlySpan<byte> key)
    {
        if (key.Length < ShortestKey)
            throw new ArgumentException($"The key of the card tokens has {key.Length} bytes; it needs at least {ShortestKey}.", nameof(key));
        hash = new CardHash(key, OpenSsl.IsThere);
    }

    /// <summary>The token as it stands in an event.</summary>
    public static string Text(ulong token) => string.Create(2 * sizeof(ulong), token, static (text, token) =>
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, token);
        Convert.TryToHexStringLower(bytes, text, out _);
    });

    public void Dispose() => hash.Dispose();

    internal ulong Of(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        if (rule.Coding == Coding.Ascii)
            return Hashed(coded);
        Span<byte> digits = stackalloc byte[length];
        for (var at = 0; at < length; at++)
            digits[at] = (byte)('0' + Digits.At(coded, rule, length, at));
        var token = Hashed(digits);
        CryptographicOperations.ZeroMemory(digits);
        return token;
    }

    private ulong Hashed(ReadOnlySpan<byte> digits)
    {
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        hash.Of(digits, full);
        return BinaryPrimitives.ReadUInt64BigEndian(full);
    }
}
