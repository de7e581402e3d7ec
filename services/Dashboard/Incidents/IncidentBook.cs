using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Store;
using Npgsql;
using NpgsqlTypes;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>Keeps what was heard of incidents, each event once, and what follows from it, in one transaction.</summary>
internal sealed class IncidentBook(NpgsqlDataSource database, IncidentNews news)
{
    private const string Hear = $"insert into {DashboardStore.Schema}.incident_event values ($1, $2, $3, $4, $5) on conflict do nothing";
    private const string Heard = $"select event_id, sent_at, body from {DashboardStore.Schema}.incident_event where organisation = $1 and incident_id = $2 order by sent_at, event_id";
    private const string Known = $"select body, last_sent_at from {DashboardStore.Schema}.incident where organisation = $1 and incident_id = $2";

    private const string Keep = $"""
        insert into {DashboardStore.Schema}.incident values ($1, $2, $3, $4, $5, array_to_tsvector($6), $7)
        on conflict (organisation, incident_id) do update set opened_at = excluded.opened_at, last_sent_at = excluded.last_sent_at,
            lasts = excluded.lasts, words = excluded.words, body = excluded.body
        """;

    /// <summary>May be heard twice and in any order.</summary>
    public async Task Take(string organisation, HeardEvent heard, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var id = heard.Event.IncidentId;
        await Run(connection, "select pg_advisory_xact_lock(hashtextextended($1, 30))", ct, $"{organisation}/{id}");
        if (await Run(connection, Hear, ct, organisation, id, heard.EventId, heard.SentAt, Json(heard.Event)) == 0)
            return;
        var (known, last) = await Load(connection, organisation, id, ct);
        var view = known is not null && last <= heard.SentAt ? IncidentView.Next(known, heard.Event)
            : (await Events(connection, organisation, id, ct)).Aggregate((IncidentView?)null, (view, one) => IncidentView.Next(view, one.Event));
        if (view is not null)
            await Run(connection, Keep, ct, organisation, id, view.OpenedAt, last > heard.SentAt ? last.Value : heard.SentAt, view.Lasts,
                IncidentWords.Of(organisation, view), Json(view));
        await IncidentWire.Tell(connection, news.Self, organisation, id, ct);
        await transaction.CommitAsync(ct);
        news.Changed(organisation, id);
    }

    /// <summary>Null: nothing is known of it.</summary>
    public async Task<IncidentView?> Find(string organisation, string id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await Load(connection, organisation, id, ct)).View;
    }

    /// <summary>Everything that was heard of it, in its order.</summary>
    public async Task<IReadOnlyList<HeardEvent>> Trail(string organisation, string id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Events(connection, organisation, id, ct);
    }

    private static async Task<(IncidentView? View, DateTimeOffset? Last)> Load(NpgsqlConnection connection, string organisation, string id, CancellationToken ct)
    {
        await using var command = Command(connection, Known, organisation, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (View(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1)) : (null, null);
    }

    private static async Task<List<HeardEvent>> Events(NpgsqlConnection connection, string organisation, string id, CancellationToken ct)
    {
        await using var command = Command(connection, Heard, organisation, id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new List<HeardEvent>();
        while (await reader.ReadAsync(ct))
            events.Add(new HeardEvent(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1),
                JsonSerializer.Deserialize(reader.GetString(2), ContractJson.Default.IncidentEvent)!)); // It was written as one.
        return events;
    }

    internal static IncidentView View(string json) => JsonSerializer.Deserialize<IncidentView>(json, JsonSerializerOptions.Web)!; // It was written as one.

    private static NpgsqlParameter Json(IncidentEvent happened) => Json(JsonSerializer.Serialize(happened, ContractJson.Default.IncidentEvent));

    private static NpgsqlParameter Json(IncidentView view) => Json(JsonSerializer.Serialize(view, JsonSerializerOptions.Web));

    private static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static async Task<int> Run(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value is DateTimeOffset at ? at.ToUniversalTime() : value });
        return command;
    }
}
