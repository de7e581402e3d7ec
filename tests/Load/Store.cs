using Npgsql;

namespace FleetWatch.Load;

/// <summary>What the run left in the database.</summary>
internal sealed class Store(NpgsqlDataSource database)
{
    /// <summary>Events of the organisation that its terminals reported.</summary>
    public async Task<long> Count(string organisation, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count(*) from analysis.mt_events where tenant_id = $1 and type = 'transaction.failed'");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        return (long)(await command.ExecuteScalarAsync(ct))!; // count always answers
    }

    public Task<long> LastSequence(CancellationToken ct) => Number("select coalesce(max(seq_id), 0) from analysis.mt_events", ct);

    /// <summary>Bytes of the event tables with their indexes.</summary>
    public Task<long> Bytes(CancellationToken ct) =>
        Number("select pg_total_relation_size('analysis.mt_events') + pg_total_relation_size('analysis.mt_streams')", ct);

    public async Task<string> Describe(CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            select 'PostgreSQL ' || current_setting('server_version') || ', fsync=' || current_setting('fsync') || ', synchronous_commit='
                || current_setting('synchronous_commit') || ', shared_buffers=' || current_setting('shared_buffers')
            """);
        return (string)(await command.ExecuteScalarAsync(ct))!; // one row always
    }

    private async Task<long> Number(string sql, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!; // an aggregate always answers
    }
}
