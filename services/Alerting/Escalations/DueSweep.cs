using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Store;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Alerting.Escalations;

/// <summary>Looks for what is due: escalations, the ends of snoozes, of windows and of quiet hours.</summary>
internal sealed partial class DueSweep(NpgsqlDataSource database, DueDecisions decisions, RotaWatch rota, IOptions<DeliverySettings> settings, TimeProvider clock,
    ILogger<DueSweep> logger) : BackgroundService
{
    private const string Due = $"select distinct tenant_id from {AlertingStore.Schema}.mt_doc_incident where due_at <= $1";

    private const string Configured = $"""
        select tenant_id from {AlertingStore.Schema}.mt_doc_storedconfiguration
        union select tenant_id from {AlertingStore.Schema}.mt_doc_silence where data ->> 'remindAt' is not null
        union select tenant_id from {AlertingStore.Schema}.mt_doc_incident where cause = '{RotaWatch.SilenceEnding}' and data ->> 'resolvedAt' is null
        """;

    private static readonly TimeSpan LookAtRotas = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.PollEvery, clock);
        var looked = DateTimeOffset.MinValue;
        do
        {
            await Round(Due, async organisation =>
            {
                while (await decisions.Take(organisation, stoppingToken))
                {
                }
            }, stoppingToken);
            if (clock.GetUtcNow() - looked < LookAtRotas)
                continue;
            looked = clock.GetUtcNow();
            await Round(Configured, organisation => rota.Look(organisation, stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Round(string organisations, Func<string, Task> decide, CancellationToken ct)
    {
        try
        {
            foreach (var organisation in await Organisations(organisations, ct))
                await One(organisation, decide);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What is due stays due.
            LogFailed("any", e);
        }
    }

    /// <summary>What cannot be decided for one organisation does not keep the others waiting.</summary>
    private async Task One(string organisation, Func<string, Task> decide)
    {
        try
        {
            await decide(organisation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(organisation, e);
        }
    }

    private async Task<List<string>> Organisations(string sql, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        if (sql == Due)
            command.Parameters.AddWithValue(clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<string>();
        while (await reader.ReadAsync(ct))
            found.Add(reader.GetString(0));
        return found;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due for {Organisation} could not be decided; it stays due")]
    private partial void LogFailed(string organisation, Exception e);
}
