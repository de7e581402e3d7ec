using System.Text.Json;
using FleetWatch.Contracts;
using Npgsql;
using NpgsqlTypes;
using static FleetWatch.Analysis.Storage.Query;

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// The registry as the steps took it in, where every instance can read it: the active one alone has it in memory. Written in the
/// transaction of the step that brought the change; a step without changes pays nothing for it.
/// </summary>
internal sealed class RegisteredTerminals(NpgsqlDataSource database)
{
    private const string Upsert = """
        insert into analysis.registered_terminal (organisation, terminal_id, site_id, record)
        select $1, t.terminal, t.site, t.record::jsonb from unnest($2, $3, $4) as t(terminal, site, record)
        on conflict (organisation, terminal_id) do update set site_id = excluded.site_id, record = excluded.record
        """;

    private const string Delete = "delete from analysis.registered_terminal where organisation = $1 and terminal_id = any($2)";

    public static async Task Write(NpgsqlConnection connection, string organisation, IEnumerable<RegistryEvent> changes, CancellationToken ct)
    {
        var latest = new Dictionary<string, TerminalRecord?>();
        foreach (var change in changes)
            latest[change.TerminalId] = change switch
            {
                TerminalRegistered registered => registered.Terminal,
                TerminalChanged changed => changed.Terminal,
                _ => null,
            };
        await Put(connection, organisation, [.. latest.Values.OfType<TerminalRecord>()], ct);
        await using var delete = new NpgsqlCommand(Delete, connection)
        {
            Parameters = { Text(organisation), Column([.. latest.Where(change => change.Value is null).Select(change => change.Key)]) },
        };
        await delete.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes the registry of a state that was saved before this table was there.</summary>
    public async Task Ensure(string organisation, IReadOnlyCollection<TerminalRecord> registry, CancellationToken ct)
    {
        if (registry.Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var any = new NpgsqlCommand("select exists (select from analysis.registered_terminal where organisation = $1)", connection) { Parameters = { Text(organisation) } };
        if (await any.ExecuteScalarAsync(ct) is false)
            await Put(connection, organisation, registry, ct);
    }

    public async Task<IReadOnlyList<TerminalRecord>> All(string organisation, CancellationToken ct)
    {
        await using var command = Of(database, "select record from analysis.registered_terminal where organisation = $1 order by terminal_id", Text(organisation));
        List<TerminalRecord> all = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            all.Add(JsonSerializer.Deserialize(reader.GetString(0), ContractJson.Default.TerminalRecord) ?? throw new JsonException("A registered terminal is empty."));
        return all;
    }

    private static async Task Put(NpgsqlConnection connection, string organisation, IReadOnlyCollection<TerminalRecord> records, CancellationToken ct)
    {
        await using var upsert = new NpgsqlCommand(Upsert, connection)
        {
            Parameters =
            {
                Text(organisation), Column([.. records.Select(record => record.TerminalId)]), Column([.. records.Select(record => record.SiteId)]),
                Column([.. records.Select(record => JsonSerializer.Serialize(record, ContractJson.Default.TerminalRecord))]),
            },
        };
        await upsert.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Column(string?[] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
