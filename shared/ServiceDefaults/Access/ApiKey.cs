using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>What a service keeps of an API key: enough to recognise it, not enough to use it.</summary>
public sealed record ApiKey
{
    /// <summary>The public part of the key: 12 characters. Names the key in lists and logs.</summary>
    public required string Id { get; init; }

    /// <summary>Whose data it opens.</summary>
    public required string Organisation { get; init; }

    /// <summary>Who uses it: the source named in every batch that comes with it.</summary>
    public required string Source { get; init; }

    /// <summary>Some of <see cref="Scopes.All"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>SHA-256 of the secret part. A plain hash is right here: the secret is 256 random bits, so there is nothing to guess.</summary>
    public required string SecretHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether this is the key that the token belongs to, in a time that does not tell how close it came.</summary>
    public bool Opens(KeyToken token) => RevokedAt is null
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(token.Hash()));
}

/// <summary>A key as its owner holds it: <c>fw_ID_SECRET</c>. Never stored, never logged.</summary>
/// <param name="Id">The public part.</param>
/// <param name="Secret">256 random bits in base 64 (URL alphabet).</param>
public sealed record KeyToken(string Id, string Secret)
{
    private const string Prefix = "fw_";
    private const int IdLength = 12;
    private const int SecretLength = 43;
    private const string IdAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static KeyToken Create() => new(
        RandomNumberGenerator.GetString(IdAlphabet, IdLength),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    /// <summary>Null where the text has not the shape of a key.</summary>
    public static KeyToken? Parse(string text) =>
        text.Length == Prefix.Length + IdLength + 1 + SecretLength
        && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_'
            ? new KeyToken(text.Substring(Prefix.Length, IdLength), text[^SecretLength..])
            : null;

    /// <summary>SHA-256 of the secret in lower-case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>The whole key: show it once, to its owner.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Secret}";

    /// <summary>Without the secret, so that a log that meets a token by accident tells nothing.</summary>
    public override string ToString() => $"{Prefix}{Id}_…";
}
