using FleetWatch.Dashboard.Shell;
using Npgsql;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>Passes on what other instances of the Dashboard have heard of incidents: the database tells it when they commit.</summary>
internal sealed partial class IncidentWire(NpgsqlDataSource database, IncidentNews news, TimeProvider clock, ILogger<IncidentWire> logger) : BackgroundService
{
    private const string Channel = "dashboard_incident";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    // A connection that has died without a word is found out by using it.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    /// <summary>Part of the transaction in which an incident is written.</summary>
    public static async Task Tell(NpgsqlConnection connection, string self, string organisation, string incident, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select pg_notify('{Channel}', $1)", connection) { Parameters = { new() { Value = $"{self}/{organisation}/{incident}" } } };
        await command.ExecuteNonQueryAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception away) when (Outage.Is(away))
            {
                LogAway(away.Message); // what happens meanwhile shows on the next look
            }
            await Task.Delay(TryAgain, clock, stoppingToken);
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(ct);
        while (true)
            if (!await connection.WaitAsync(Quiet, ct))
                await listen.ExecuteNonQueryAsync(ct);
    }

    private void Hear(string told)
    {
        if (told.Split('/', 3) is [var from, var organisation, var incident] && from != news.Self)
            news.Changed(organisation, incident);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What other instances hear of incidents is not known for now: {Reason}")]
    private partial void LogAway(string reason);
}
