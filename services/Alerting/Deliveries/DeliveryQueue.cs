using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>
/// What is to be handed over. Taking something leases it: it is put off by longer than an attempt may take, and committed, so that
/// nobody else takes it meanwhile and somebody does if this process dies. Only a death between hand-over and
/// <see cref="Record"/> has a page sent again, under the same idempotency key.
/// </summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database, IDocumentStore store, IncidentTransactions transactions,
    IOptions<DeliverySettings> settings)
{
    private const string Table = $"{AlertingStore.Schema}.mt_doc_delivery";

    private const string TakeOne = $"""
        with one as (
          select tenant_id, id from {Table} where due_at <= $1 and digest is null order by due_at limit 1 for update skip locked)
        update {Table} due set due_at = $2, data = jsonb_set(due.data, $3, to_jsonb($2))
        from one where due.tenant_id = one.tenant_id and due.id = one.id returning due.data
        """;

    // The lock keeps two instances from each taking half of a digest.
    private const string TakeDigest = $"""
        with due_digests as materialized (select distinct tenant_id, digest from {Table} where due_at <= $1 and digest is not null),
        one as materialized (
          select tenant_id, digest from due_digests where pg_try_advisory_xact_lock(hashtextextended(tenant_id || '/' || digest, 21)) limit 1)
        update {Table} due set due_at = $2, data = jsonb_set(due.data, $3, to_jsonb($2))
        from one where due.tenant_id = one.tenant_id and due.digest = one.digest and due.due_at <= $1 returning due.data
        """;

    private static readonly string[] DueAt = ["dueAt"];

    /// <summary>One message: a page, or all pages of a digest. Empty: nothing is due.</summary>
    public async Task<IReadOnlyList<Delivery>> Take(DateTimeOffset now, CancellationToken ct)
    {
        var page = await Take(TakeOne, now, ct);
        return page.Count > 0 ? page : await Take(TakeDigest, now, ct);
    }

    /// <summary>Whether the delivery's incident still waits for somebody to take it on.</summary>
    public async Task<bool> IsOpen(Delivery delivery, CancellationToken ct)
    {
        await using var session = store.QuerySession(delivery.Organisation);
        return await session.LoadAsync<Incident>(delivery.Incident.Id, ct) is { State: IncidentState.Open };
    }

    /// <summary>Has a delivery that was given up tried again from its first way, with whole patience.</summary>
    /// <returns>False: there is none that was given up under that id.</returns>
    public async Task<bool> Resend(string organisation, string id, string by, DateTimeOffset now, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        if (await session.LoadAsync<Delivery>(id, ct) is not { DueAt: null } given)
            return false;
        session.Append([new PageResent { IncidentId = given.Incident.Id, At = now, PageId = given.Id, By = by }], given.Trace);
        session.Store(given with
        {
            Channel = given.FirstChannel ?? given.Channel,
            Recipient = given.FirstRecipient ?? given.Recipient,
            Way = 0,
            Attempts = 0,
            TriedSince = now,
            DueAt = now,
        });
        await session.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Records what became of messages of one organisation, in the streams of all incidents that they told of.</summary>
    public async Task Record(string organisation, IReadOnlyList<Answered> messages, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        foreach (var message in messages)
            session.Append(message.Outcomes.SelectMany(outcome => outcome.Events), message.Pages[0].Trace);
        session.Store(messages.SelectMany(message => message.Outcomes).Select(outcome => outcome.Next).OfType<Delivery>());
        var done = messages.SelectMany(message => message.Pages.Zip(message.Outcomes)).Where(pair => pair.Second.Next is null)
            .Select(pair => pair.First.Id).ToArray();
        if (done.Length > 0)
            session.DeleteWhere<Delivery>(delivery => delivery.Id.IsOneOf(done));
        await session.SaveChangesAsync(ct);
    }

    private async Task<IReadOnlyList<Delivery>> Take(string sql, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now + settings.Value.Timeout + settings.Value.LeaseMargin);
        command.Parameters.AddWithValue(DueAt);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var taken = new List<Delivery>();
        while (await reader.ReadAsync(ct))
            taken.Add(await store.Options.Serializer().FromJsonAsync<Delivery>(reader, 0, ct));
        return taken;
    }
}

/// <summary>A message that was tried, with what follows for each of its pages.</summary>
internal sealed record Answered(IReadOnlyList<Delivery> Pages, IReadOnlyList<DeliveryOutcome> Outcomes);
