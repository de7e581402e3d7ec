using System.Text.Json;
using FleetWatch.Contracts;
using Npgsql;
using NpgsqlTypes;
using static FleetWatch.Analysis.Storage.Query;

namespace FleetWatch.Analysis.Storage;

/// <summary>The latest replay of each organisation: what was asked outlives the process that runs it, and so does what came of it.</summary>
internal sealed class StoredReplays(NpgsqlDataSource database)
{
    public async Task<Replay?> Find(string organisation, CancellationToken ct)
    {
        await using var command = Of(database, "select replay from analysis.replay where organisation = $1", Text(organisation));
        return await command.ExecuteScalarAsync(ct) is string found ? JsonSerializer.Deserialize(found, ContractJson.Default.Replay) : null;
    }

    /// <summary>A new one takes the place of the last.</summary>
    public Task Put(string organisation, Replay replay, CancellationToken ct) => Write(
        "insert into analysis.replay (organisation, replay) values ($1, $2) on conflict (organisation) do update set replay = excluded.replay", organisation, replay, ct);

    /// <summary>What has become of one; nothing, when another has taken its place.</summary>
    public Task Update(string organisation, Replay replay, CancellationToken ct) =>
        Write("update analysis.replay set replay = $2 where organisation = $1 and replay ->> 'id' = $2 ->> 'id'", organisation, replay, ct);

    private async Task Write(string sql, string organisation, Replay replay, CancellationToken ct)
    {
        await using var command = Of(database, sql, Text(organisation),
            new NpgsqlParameter { Value = JsonSerializer.Serialize(replay, ContractJson.Default.Replay), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(ct);
    }
}
