using System.Buffers.Binary;
using System.Security.Cryptography;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// Makes the token by which one card is told from another: HMAC-SHA-256 (FIPS 198-1) of the card number's digits in ASCII under a
/// secret key, of which the first 64 bits are kept. Not for several threads at once.
/// </summary>
public sealed class CardTokens : IDisposable
{
    /// <summary>The shortest key: as long as the hash (NIST SP 800-107, 5.3.4).</summary>
    public const int ShortestKey = 32;
    private readonly IncrementalHash hash;
    private readonly TokenMemory memory = new();

    /// <param name="key">At least <see cref="ShortestKey"/> random bytes, kept outside FleetWatch's stores.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public CardTokens(ReadOnlySpan<byte> key)
    {
        if (key.Length < ShortestKey)
            throw new ArgumentException($"The key of the card tokens has {key.Length} bytes; it needs at least {ShortestKey}.", nameof(key));
        hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }

    /// <summary>The token as it stands in an event.</summary>
    public static string Text(ulong token) => token.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => hash.Dispose();

    internal ulong Of(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        Span<byte> digits = stackalloc byte[length];
        var number = 0UL;
        for (var at = 0; at < length; at++)
        {
            var digit = Digits.At(coded, rule, length, at);
            digits[at] = (byte)('0' + digit);
            number = number * 10 + digit;
        }
        var fingerprint = memory.Fingerprint(number, length);
        if (!memory.TryFind(fingerprint, out var token))
        {
            token = Hashed(digits);
            memory.Keep(fingerprint, token);
        }
        CryptographicOperations.ZeroMemory(digits);
        return token;
    }

    private ulong Hashed(ReadOnlySpan<byte> digits)
    {
        hash.AppendData(digits);
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(full);
        return BinaryPrimitives.ReadUInt64BigEndian(full);
    }
}
