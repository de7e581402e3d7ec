namespace FleetWatch.Contracts;

/// <summary>Asks Ingest for an organisation's API keys; answered by <see cref="KeysRead"/>.</summary>
public sealed record ReadKeys(string Organisation);

/// <param name="Keys">The latest first, revoked ones included.</param>
/// <param name="LastEventsAt">When the organisation's events were last accepted by the instance that answers; null: not since it started.</param>
public sealed record KeysRead(IReadOnlyList<ShownKey> Keys, DateTimeOffset? LastEventsAt);

/// <summary>What may be shown of an API key.</summary>
public sealed record ShownKey
{
    /// <summary>The public part.</summary>
    public required string Id { get; init; }

    /// <summary>Who uses it.</summary>
    public required string Source { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>
/// Makes an API key known to Ingest; answered by <see cref="KeyChanged"/>. The one who asks makes the key and shows it to its owner: only
/// its public part and the hash of its secret travel. Doing it again changes nothing.
/// </summary>
public sealed record CreateKey
{
    public required string Organisation { get; init; }
    public required string By { get; init; }

    /// <summary>The public part, 12 characters.</summary>
    public required string KeyId { get; init; }

    /// <summary>SHA-256 of the secret part in lower-case hexadecimal.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Who will use it, 1 to 64 characters.</summary>
    public required string Source { get; init; }

    /// <summary>At least one of <c>events</c> and <c>registry</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>Ends an API key; answered by <see cref="KeyChanged"/>. Doing it again changes nothing.</summary>
public sealed record RevokeKey(string Organisation, string By, string KeyId);

/// <param name="Ruling">What came of it.</param>
public sealed record KeyChanged(Ruling Ruling);
