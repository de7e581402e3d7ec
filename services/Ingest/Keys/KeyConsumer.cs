using FleetWatch.Contracts;
using FleetWatch.Ingest.Organisations;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;
using Marten;
using MassTransit;

namespace FleetWatch.Ingest.Keys;

/// <summary>An organisation's API keys, for those who ask for them over the bus.</summary>
internal sealed class KeyConsumer(IDocumentStore store, TimeProvider time, FeedSeen seen) : IConsumer<ReadKeys>, IConsumer<CreateKey>, IConsumer<RevokeKey>
{
    public async Task Consume(ConsumeContext<ReadKeys> context)
    {
        var organisation = context.OrganisationOf(context.Message.Organisation);
        await using var session = store.QuerySession();
        var keys = await session.Query<ApiKey>().Where(key => key.Organisation == organisation).OrderByDescending(key => key.CreatedAt).ToListAsync(context.CancellationToken);
        await context.RespondAsync(new KeysRead([.. keys.Select(Shown)], seen.Last(organisation)));
    }

    public async Task Consume(ConsumeContext<CreateKey> context)
    {
        var organisation = context.OrganisationOf(context.Message.Organisation);
        var errors = KeyCheck.Refuse(context.Message);
        await context.RespondAsync(new KeyChanged(errors.Count > 0 ? Ruling.Refused(errors) : await Create(context.Message, organisation, context.CancellationToken)));
    }

    public async Task Consume(ConsumeContext<RevokeKey> context)
    {
        var organisation = context.OrganisationOf(context.Message.Organisation);
        await using var session = store.LightweightSession();
        if (await session.LoadAsync<ApiKey>(context.Message.KeyId, context.CancellationToken) is not { } key || key.Organisation != organisation)
        {
            await context.RespondAsync(new KeyChanged(new Ruling(Outcome.Missing, "There is no such key.")));
            return;
        }
        session.Store(key with { RevokedAt = key.RevokedAt ?? time.GetUtcNow() });
        await session.SaveChangesAsync(context.CancellationToken);
        await context.RespondAsync(new KeyChanged(Ruling.Done));
    }

    private async Task<Ruling> Create(CreateKey asked, string organisation, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        if (await session.LoadAsync<ApiKey>(asked.KeyId, ct) is { } known)
            return known.Organisation == organisation && known.SecretHash == asked.SecretHash ? Ruling.Done
                : Ruling.Refused(new FieldError("keyId", "There is another key of this name."));
        session.Insert(new ApiKey
        {
            Id = asked.KeyId,
            Organisation = organisation,
            Source = asked.Source,
            Scopes = asked.Scopes,
            SecretHash = asked.SecretHash,
            CreatedAt = time.GetUtcNow(),
        });
        await session.SaveChangesAsync(ct);
        return Ruling.Done;
    }

    private static ShownKey Shown(ApiKey key) => new() { Id = key.Id, Source = key.Source, Scopes = key.Scopes, CreatedAt = key.CreatedAt, RevokedAt = key.RevokedAt };
}
