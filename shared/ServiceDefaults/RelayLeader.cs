using JasperFx;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// Runs Marten's daemon in whichever instance holds the lock, and notices when it has lost it. Marten's own election holds a
/// transaction open for as long as it leads: PostgreSQL then cleans nothing up behind the updates of the whole database, and a
/// batch's append costs half as much again after a minute of load (decision 0011). A lock of the session holds nothing back.
/// </summary>
internal sealed partial class RelayLeader(IDocumentStore store, NpgsqlDataSource source, TimeProvider time, ILogger<RelayLeader> logger) : BackgroundService
{
    /// <summary>First key of the advisory locks of relays; the second names the schema.</summary>
    private const int LockSpace = 4606037;

    /// <summary>How often it tries to lead, and looks whether it still does.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int PatienceSeconds = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Lead(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogLost(logger, fault);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Returns when another instance leads; throws when this one no longer can.</summary>
    private async Task Lead(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (!await Ask(connection, $"select pg_try_advisory_lock({LockSpace}, hashtext('{store.Options.Events.DatabaseSchemaName}'))", ct))
            return;
        try
        {
            await Relay(connection, ct);
        }
        finally
        {
            // Connections go back to the pool as they are, locks included.
            if (connection.FullState == System.Data.ConnectionState.Open)
                await Ask(connection, "select pg_advisory_unlock_all() is null", CancellationToken.None);
        }
    }

    private async Task Relay(NpgsqlConnection connection, CancellationToken ct)
    {
        using var daemon = (IProjectionDaemon)await store.BuildProjectionDaemonAsync(logger: logger);
        await daemon.StartAllAsync();
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, ct);
                await Ask(connection, "select true", ct);
                if (daemon.CurrentAgents().FirstOrDefault(agent => agent.Status != AgentStatus.Running) is { } stopped)
                    throw new InvalidOperationException($"The relay's reader has stopped ({stopped.Status}); it starts afresh.");
            }
        }
        finally
        {
            await daemon.StopAllAsync();
        }
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = PatienceSeconds };
        return await command.ExecuteScalarAsync(ct) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This instance relays no longer, or could not begin to; it tries again")]
    private static partial void LogLost(ILogger logger, Exception fault);
}
