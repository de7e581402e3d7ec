using FleetWatch.Alerting.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>Counts what the gauges show: open incidents, pages that wait, pages given up.</summary>
internal sealed partial class LevelWatch(NpgsqlDataSource database, AlertingMetrics metrics, TimeProvider clock, IOptions<DeliverySettings> settings,
    ILogger<LevelWatch> logger) : BackgroundService
{
    private const string Levels = $"""
        select (select count(*) from {AlertingStore.Schema}.mt_doc_incident where data ->> 'state' in ('open', 'acknowledged')),
               count(*) filter (where due_at is not null), count(*) filter (where due_at is null)
        from {AlertingStore.Schema}.mt_doc_delivery
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.CountEvery, clock);
        do
        {
            try
            {
                await using var command = database.CreateCommand(Levels);
                await using var reader = await command.ExecuteReaderAsync(stoppingToken);
                await reader.ReadAsync(stoppingToken);
                metrics.Levels(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
            }
            catch (NpgsqlException e)
            {
                LogNotCounted(e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gauges show old figures, PostgreSQL is away: {Reason}")]
    private partial void LogNotCounted(string reason);
}
