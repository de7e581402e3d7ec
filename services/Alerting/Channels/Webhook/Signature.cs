using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Alerting.Channels.Webhook;

/// <summary>
/// Proves who sent a webhook and when: <c>v1=</c> and, in hex, HMAC-SHA256 (RFC 2104) under the shared secret of the timestamp, a
/// full stop and the body. The receiver computes the same, and refuses old timestamps so that nothing can be played again.
/// </summary>
internal static class Signature
{
    public const string Header = "X-FleetWatch-Signature";

    /// <summary>Seconds since 1970, UTC.</summary>
    public const string TimestampHeader = "X-FleetWatch-Timestamp";

    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{Timestamp(at)}."));
        hash.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
