using System.IO.Compression;
using Npgsql;

namespace FleetWatch.Analysis.Storage;

/// <summary>Keeps a fleet's state after a step, so that a successor reads only the log since.</summary>
internal sealed class Checkpoints(NpgsqlDataSource database)
{
    private const int PartBytes = 4 * 1024 * 1024;

    /// <summary>Replaces the last checkpoint and prunes the log, all or nothing.</summary>
    /// <param name="organisation">Whose.</param>
    /// <param name="epoch">The activation that saves.</param>
    /// <param name="step">After which step the state was so; it is committed.</param>
    /// <param name="state">What <see cref="Compress"/> made of it.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="FencedException">Another activation has taken over. Nothing was written.</exception>
    public async Task Save(string organisation, long epoch, long step, ReadOnlyMemory<byte> state, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Epochs.Check(connection, organisation, epoch, ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("delete from analysis.checkpoint where organisation = $1", organisation));
        for (var part = 0; part * PartBytes < state.Length; part++)
        {
            var insert = Command("insert into analysis.checkpoint (organisation, step, part, state) values ($1, $2, $3, $4)", organisation);
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = step });
            insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = part });
            var from = part * PartBytes;
            insert.Parameters.Add(new NpgsqlParameter { Value = state.Slice(from, Math.Min(PartBytes, state.Length - from)) });
            batch.BatchCommands.Add(insert);
        }
        var prune = Command("delete from analysis.step_log where organisation = $1 and step <= $2", organisation);
        prune.Parameters.Add(new NpgsqlParameter<long> { TypedValue = step });
        batch.BatchCommands.Add(prune);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>A state as <see cref="Save"/> keeps it.</summary>
    public static ReadOnlyMemory<byte> Compress(MemoryStream state)
    {
        var target = new MemoryStream();
        using (var compressed = new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true))
            state.WriteTo(compressed);
        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }

    /// <summary>The last checkpoint, uncompressed, or null where there is none.</summary>
    public async Task<Stream?> Load(string organisation, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select state from analysis.checkpoint where organisation = $1 order by step, part");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        var packed = new MemoryStream();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            await packed.WriteAsync(reader.GetFieldValue<byte[]>(0), ct);
        packed.Position = 0;
        return packed.Length == 0 ? null : new BrotliStream(packed, CompressionMode.Decompress);
    }

    private static NpgsqlBatchCommand Command(string sql, string organisation) =>
        new(sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = organisation } } };
}
