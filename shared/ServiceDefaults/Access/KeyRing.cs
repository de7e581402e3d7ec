using System.Collections.Concurrent;
using Marten;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>
/// Looks keys up, remembering them for <see cref="AccessOptions.Fresh"/>, so that a revoked key stops working within seconds.
/// While PostgreSQL is away, keys that were known go on working for <see cref="AccessOptions.Stale"/>: events do not need
/// PostgreSQL to be accepted, and terminals should not lose them over it.
/// </summary>
internal sealed partial class KeyRing(IDocumentStore store, TimeProvider time, IOptions<AccessOptions> options, ILogger<KeyRing> log)
{
    private const int Capacity = 10_000;
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    /// <summary>The key that the token belongs to; null where there is none, or it was revoked.</summary>
    /// <exception cref="KeysUnreadable">The store is away and the key is not remembered.</exception>
    public async Task<ApiKey?> Find(KeyToken token, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!_remembered.TryGetValue(token.Id, out var known) || now - known.At > options.Value.Fresh)
            known = await Look(token.Id, known, now, ct);
        return known.Key is { } key && key.Opens(token) ? key : null;
    }

    private async Task<Remembered> Look(string id, Remembered? known, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await using var session = store.QuerySession();
            var found = new Remembered(await session.LoadAsync<ApiKey>(id, ct), now);
            // Only guessed keys can fill it; forgetting all of them is cheaper than ranking them.
            if (_remembered.Count >= Capacity)
                _remembered.Clear();
            _remembered[id] = found;
            return found;
        }
        catch (Exception broken) when (StoreIsAway(broken))
        {
            if (known?.Key is null || now - known.At > options.Value.Stale)
                throw new KeysUnreadable(broken);
            LogStale(id, broken.Message);
            return known;
        }
    }

    private static bool StoreIsAway(Exception broken) => broken is NpgsqlException or TimeoutException
        || broken.InnerException is NpgsqlException or TimeoutException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is away, key {KeyId} is taken as it was known: {Reason}")]
    private partial void LogStale(string keyId, string reason);

    private sealed record Remembered(ApiKey? Key, DateTimeOffset At);
}

/// <summary>Keys cannot be looked up now; the caller should try again, and nothing says that its key is wrong.</summary>
internal sealed class KeysUnreadable(Exception cause) : Exception("API keys cannot be looked up: PostgreSQL is away.", cause);
