using Npgsql;

namespace FleetWatch.Alerting.Watch;

/// <summary>
/// Which of several instances tells: the one whose connection holds the lock; another follows when it dies. While PostgreSQL is away everyone
/// does, for that is worth telling twice.
/// </summary>
internal sealed class WatchTurn(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>An instance whose machine is gone says no goodbye: its lock is free half a minute later, not after the two hours of most systems.</summary>
    private const string Notice = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4";

    private const string Take = "select pg_try_advisory_lock(hashtextextended('alerting/watch', 20))";

    private NpgsqlConnection? connection;
    private bool mine;

    public async Task<bool> IsMine(CancellationToken ct)
    {
        try
        {
            connection ??= await Open(ct);
            await using var command = new NpgsqlCommand(mine ? "select true" : Take, connection);
            return mine = (bool)(await command.ExecuteScalarAsync(ct))!; // Both answer with one row.
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            mine = false;
            await DisposeAsync();
            return true;
        }
    }

    private async Task<NpgsqlConnection> Open(CancellationToken ct)
    {
        var opened = await database.OpenConnectionAsync(ct);
        try
        {
            await using var notice = new NpgsqlCommand(Notice, opened);
            await notice.ExecuteNonQueryAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is { } held)
        {
            connection = null;
            await held.DisposeAsync();
        }
    }
}
