using Npgsql;

namespace FleetWatch.Analysis.Storage;

/// <summary>The fence between activations: whoever holds the latest epoch of an organisation may write for it, nobody else.</summary>
internal sealed class Epochs(NpgsqlDataSource database)
{
    private const string TakeLock = $"select pg_advisory_xact_lock({BeginStep.LockSpace}, hashtext($1))";

    private const string ShareLock = $"select pg_advisory_xact_lock_shared({BeginStep.LockSpace}, hashtext($1))";

    // A predecessor that is frozen in the middle of a transaction would hold its lock for ever.
    private const string EndHolders = $"""
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())
            and classid = {BeginStep.LockSpace} and objid = (hashtext($1)::bigint & 4294967295)::oid
        """;

    private const string Raise = """
        insert into analysis.fleet_epoch as e (organisation, epoch) values ($1, 1)
        on conflict (organisation) do update set epoch = e.epoch + 1 returning epoch
        """;

    /// <summary>Begins a new activation: from its commit on, no transaction of an older one can commit.</summary>
    /// <param name="organisation">Whose fleet.</param>
    /// <param name="grace">How long an open transaction of the predecessor is waited for, before it is ended.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<long> Begin(string organisation, TimeSpan grace, CancellationToken ct)
    {
        if (await TryBegin(organisation, grace, ct) is { } epoch)
            return epoch;
        await using (var end = Command(database.CreateCommand(EndHolders), organisation))
            await end.ExecuteNonQueryAsync(ct);
        return await TryBegin(organisation, grace, ct)
            ?? throw new TimeoutException($"The predecessor's transaction for {organisation} did not end.");
    }

    /// <summary>To be called first inside a transaction: holds the fence until its end.</summary>
    /// <exception cref="FencedException">A newer activation has begun.</exception>
    public static async Task Check(NpgsqlConnection connection, string organisation, long epoch, CancellationToken ct)
    {
        await using var hold = Command(new NpgsqlCommand(ShareLock, connection), organisation);
        await hold.ExecuteNonQueryAsync(ct);
        await using var read = Command(new NpgsqlCommand("select epoch from analysis.fleet_epoch where organisation = $1", connection), organisation);
        if (await read.ExecuteScalarAsync(ct) is not long current || current != epoch)
            throw new FencedException(organisation);
    }

    private async Task<long?> TryBegin(string organisation, TimeSpan grace, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await using var limit = new NpgsqlCommand($"set local lock_timeout = {(int)grace.TotalMilliseconds}", connection);
            await limit.ExecuteNonQueryAsync(ct);
            await using var hold = Command(new NpgsqlCommand(TakeLock, connection), organisation);
            await hold.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
        await using var raise = Command(new NpgsqlCommand(Raise, connection), organisation);
        var epoch = (long)(await raise.ExecuteScalarAsync(ct))!; // the statement always returns a row
        await transaction.CommitAsync(ct);
        return epoch;
    }

    private static NpgsqlCommand Command(NpgsqlCommand command, string organisation)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        return command;
    }
}
