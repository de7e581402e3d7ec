using System.Collections.Concurrent;
using Marten;

namespace FleetWatch.Dashboard.Feed;

/// <summary>The organisations that this service has heard of. Few, and asked for by every page: kept in memory.</summary>
internal sealed class Organisations(IDocumentStore store)
{
    private readonly ConcurrentDictionary<string, KnownOrganisation> known = [];

    /// <summary>An organisation that has not announced itself yet is shown by its id, in UTC.</summary>
    public async Task<KnownOrganisation> Of(string id, CancellationToken ct)
    {
        if (known.TryGetValue(id, out var one))
            return one;
        await using var session = store.QuerySession();
        return await session.LoadAsync<KnownOrganisation>(id, ct) is { } stored
            ? known.GetOrAdd(id, stored)
            : new KnownOrganisation { Id = id, Name = id, TimeZone = "Etc/UTC" };
    }

    public async Task<IReadOnlyList<KnownOrganisation>> All(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return await session.Query<KnownOrganisation>().ToListAsync(ct);
    }

    public async Task Remember(KnownOrganisation organisation, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Store(organisation);
        await session.SaveChangesAsync(ct);
        known[organisation.Id] = organisation;
    }
}
