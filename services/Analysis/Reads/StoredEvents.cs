using System.Text.Json;
using Npgsql;

namespace FleetWatch.Analysis.Reads;

/// <summary>One event as it stands in a stream.</summary>
/// <param name="Version">Its number in the stream, from 1.</param>
/// <param name="At">When it was received, or decided, in the feed's own time.</param>
/// <param name="Type">Its name on the wire.</param>
/// <param name="Data">What it says.</param>
internal sealed record StoredEvent(long Version, DateTimeOffset At, string Type, JsonElement Data);

/// <summary>Reads streams of one organisation as they are stored.</summary>
internal sealed class StoredEvents(NpgsqlDataSource database)
{
    private const string Stream = """
        select version, timestamp, type, data from analysis.mt_events
        where tenant_id = $1 and stream_id = $2 and version >= $3 order by version limit $4
        """;

    private const string OpenFindings = """
        select e.version, e.timestamp, e.type, e.data -> 'finding'
        from analysis.open_finding o cross join lateral (
            select * from analysis.mt_events e
            where e.tenant_id = o.organisation and e.stream_id = 'finding/' || o.finding_id and e.data ? 'finding' order by e.version desc limit 1) e
        where o.organisation = $1 order by e.seq_id desc
        """;

    public Task<IReadOnlyList<StoredEvent>> Read(string organisation, string stream, long from, int limit, CancellationToken ct) =>
        Read(Stream, ct, new NpgsqlParameter<string> { TypedValue = organisation }, new NpgsqlParameter<string> { TypedValue = stream },
            new NpgsqlParameter<long> { TypedValue = from }, new NpgsqlParameter<int> { TypedValue = limit });

    /// <summary>The newest picture of every finding that is open, the newest first.</summary>
    public Task<IReadOnlyList<StoredEvent>> ReadOpenFindings(string organisation, CancellationToken ct) =>
        Read(OpenFindings, ct, new NpgsqlParameter<string> { TypedValue = organisation });

    private async Task<IReadOnlyList<StoredEvent>> Read(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        List<StoredEvent> events = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            events.Add(new StoredEvent(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2),
                JsonElement.Parse(reader.GetFieldValue<byte[]>(3))));
        return events;
    }
}
