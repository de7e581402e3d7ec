using System.ComponentModel.DataAnnotations;
using FleetWatch.Dashboard.Shell;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>How long the Dashboard keeps what; settings <c>Dashboard:Retention:…</c>.</summary>
internal sealed record Retention
{
    public const string Section = "Dashboard:Retention";

    /// <summary>Events one by one, as pages show them. 1 day to 10 years.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(35);

    /// <summary>Hours of terminals and fleets. 8 days to 10 years.</summary>
    [Range(typeof(TimeSpan), "8.00:00:00", "3650.00:00:00")]
    public TimeSpan Hours { get; init; } = TimeSpan.FromDays(400);

    /// <summary>For how long a message that is delivered again is recognised. 1 hour to 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan Batches { get; init; } = TimeSpan.FromDays(2);
}

/// <summary>Deletes what is older than it is kept, some at a time.</summary>
internal sealed partial class Pruning(NpgsqlDataSource database, IOptions<Retention> retention, TimeProvider clock, ILogger<Pruning> logger) : BackgroundService
{
    private const int AtATime = 20_000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Prune(stoppingToken);
            }
            catch (Exception away) when (Outage.Is(away))
            {
                LogMissed(away.Message); // the next round deletes it
            }
        }
    }

    private async Task Prune(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await Delete("event", "received_at", now - retention.Value.Events, ct);
        await Delete("terminal_hour", "hour", now - retention.Value.Hours, ct);
        await Delete("terminal_hour_failure", "hour", now - retention.Value.Hours, ct);
        await Delete("fleet_hour", "hour", now - retention.Value.Hours, ct);
        await Delete("feed_gap", "until_at", now - retention.Value.Hours, ct);
        await Delete("taken_batch", "at", now - retention.Value.Batches, ct);
    }

    private async Task Delete(string table, string column, DateTimeOffset before, CancellationToken ct)
    {
        int deleted;
        do
        {
            await using var command = database.CreateCommand($"delete from dashboard.{table} where ctid = any(array(select ctid from dashboard.{table} where {column} < $1 limit {AtATime}))");
            command.Parameters.AddWithValue(before.UtcDateTime);
            deleted = await command.ExecuteNonQueryAsync(ct);
        }
        while (deleted == AtATime);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is too old could not be deleted: {Reason}")]
    private partial void LogMissed(string reason);
}
