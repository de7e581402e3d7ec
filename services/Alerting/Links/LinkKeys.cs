using System.Security.Cryptography;
using Marten;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Links;

/// <summary>The key that signs links: configured, or generated once and kept, so that every instance knows it and a restart changes nothing.</summary>
internal sealed class LinkKeys(IOptions<LinkSettings> settings, IDocumentStore store)
{
    private const int Length = 32;

    private byte[]? known;

    public async ValueTask<byte[]> Get(CancellationToken ct) =>
        known ??= settings.Value.Key is { } key ? Convert.FromBase64String(key) : await Stored(ct) ?? await Generated(ct);

    private async Task<byte[]?> Stored(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.LoadAsync<LinkKey>(LinkKey.Only, ct) is { } kept ? Convert.FromBase64String(kept.Key) : null;
    }

    private async Task<byte[]> Generated(CancellationToken ct)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Insert(new LinkKey(LinkKey.Only, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))));
            await session.SaveChangesAsync(ct);
        }
        catch (JasperFx.DocumentAlreadyExistsException)
        {
            // Another instance was faster: its key is the key.
        }
        return (await Stored(ct))!; // It is there now, whoever put it there.
    }
}

internal sealed record LinkKey(string Id, string Key)
{
    public const string Only = "only";

    public override string ToString() => nameof(LinkKey);
}

/// <summary>A link that was followed to its end: it does nothing any more.</summary>
internal sealed record UsedLink(string Id, DateTimeOffset At, string By);
