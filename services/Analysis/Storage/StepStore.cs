using FleetWatch.Analysis.Steps;
using Npgsql;
using NpgsqlTypes;

namespace FleetWatch.Analysis.Storage;

/// <summary>Commits steps: everything that a step says in one transaction, or nothing of it.</summary>
internal sealed class StepStore(NpgsqlDataSource database)
{
    private const string Copy = $"copy analysis.mt_events ({EventRows.Columns}) from stdin (format binary)";

    // Every event raises its stream's version. Where the page has room, the new row stays on it and no index hears of it; a full
    // page costs an index entry for each event, and work on all the old ones. PostgreSQL cleans the room up as it goes.
    private const string LeaveRoomInStreams = """
        do $$ begin
            if exists (select from pg_class where oid = 'analysis.mt_streams'::regclass and pg_has_role(relowner, 'usage')
                       and not coalesce(reloptions, '{}') @> '{fillfactor=80}') then
                alter table analysis.mt_streams set (fillfactor = 80);
            end if;
        end $$
        """;

    /// <summary>Once for a database; again it does nothing.</summary>
    public async Task LeaveRoom(CancellationToken ct)
    {
        await using var command = database.CreateCommand(LeaveRoomInStreams);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Which of these event ids the store has.</summary>
    public async Task<IReadOnlySet<Guid>> Stored(Guid[] ids, CancellationToken ct)
    {
        HashSet<Guid> stored = [];
        if (ids.Length == 0)
            return stored;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select id from analysis.mt_events where id = any($1)", connection)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } },
        };
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            stored.Add(reader.GetGuid(0));
        return stored;
    }

    /// <summary>Appends the step's events and all that goes with them.</summary>
    /// <exception cref="FencedException">Another activation has taken over. Nothing was written.</exception>
    public async Task Commit(Step step, long epoch, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var (sequences, versions) = await Begin(connection, step, epoch, ct);
            if (step.Rows.Count > 0)
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync(Copy, ct);
                await copy.WriteAsync(step.Rows.Numbered(sequences, versions), ct);
            }
            if (step.Registry.Count > 0)
                await RegisteredTerminals.Write(connection, step.Organisation, step.Registry, ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException refused) when (refused.SqlState == BeginStep.Fenced)
        {
            throw new FencedException(step.Organisation, refused);
        }
        catch (PostgresException repeated) when (repeated.SqlState == BeginStep.Committed)
        {
            // The connection broke after an earlier attempt had committed: the step is where it belongs.
        }
    }

    private static async Task<(long[] Sequences, long[] Versions)> Begin(NpgsqlConnection connection, Step step, long epoch, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(BeginStep.Call, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string>("organisation", step.Organisation),
                new NpgsqlParameter<long>("epoch", epoch),
                new NpgsqlParameter<long>("step", step.Number),
                new NpgsqlParameter<DateTime>("at", step.At.UtcDateTime),
                new NpgsqlParameter("fed", NpgsqlDbType.Bytea) { Value = step.Log },
                new NpgsqlParameter<int>("events", step.Rows.Count),
                new NpgsqlParameter<int>("terminal_events", step.TerminalEvents),
                new NpgsqlParameter("streams", NpgsqlDbType.Array | NpgsqlDbType.Varchar) { Value = step.Rows.Streams },
                new NpgsqlParameter("counts", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = step.Rows.Counts },
                new NpgsqlParameter("published", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = step.Published },
                new NpgsqlParameter("opened", NpgsqlDbType.Array | NpgsqlDbType.Varchar) { Value = step.OpenedFindings },
                new NpgsqlParameter("closed", NpgsqlDbType.Array | NpgsqlDbType.Varchar) { Value = step.ClosedFindings },
            },
        };
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return step.Rows.Count == 0 ? ([], []) : (reader.GetFieldValue<long[]>(0), reader.GetFieldValue<long[]>(1));
    }
}
