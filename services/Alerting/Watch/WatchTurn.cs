using Npgsql;

namespace FleetWatch.Alerting.Watch;

/// <summary>
/// Which of several instances tells: the one whose connection holds the lock; another follows when it dies. While PostgreSQL is away everyone
/// does, for that is worth telling twice.
/// </summary>
internal sealed class WatchTurn(NpgsqlDataSource database) : IAsyncDisposable
{
    private const string Take = "select pg_try_advisory_lock(hashtextextended('alerting/watch', 20))";

    private NpgsqlConnection? connection;
    private bool mine;

    public async Task<bool> IsMine(CancellationToken ct)
    {
        try
        {
            connection ??= await database.OpenConnectionAsync(ct);
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

    public async ValueTask DisposeAsync()
    {
        if (connection is { } held)
        {
            connection = null;
            await held.DisposeAsync();
        }
    }
}
