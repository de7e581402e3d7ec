using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// Tells whether what was stored is also being handed over, by whichever instance does it: a page that stands still for a while
/// although there is more is a stall, also when this process knows of no reason.
/// </summary>
internal sealed class RelayCheck(IDocumentStore store, NpgsqlDataSource source, RelayState state, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private (long Position, DateTimeOffset Since) seen = (-1, default);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (state.Obstacle is { } obstacle)
            return new(context.Registration.FailureStatus, $"Waiting since {obstacle.Since:O}: {obstacle.Reason}");
        var schema = store.Options.Events.DatabaseSchemaName;
        await using var command = source.CreateCommand($"""
            select coalesce((select max(seq_id) from {schema}.mt_events), 0),
                   coalesce((select last_seq_id from {schema}.mt_event_progression where name = '{RelayState.Name}:All'), 0)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Judge(context, reader.GetInt64(0), reader.GetInt64(1), time.GetUtcNow());
    }

    private HealthCheckResult Judge(HealthCheckContext context, long stored, long relayed, DateTimeOffset now)
    {
        lock (gate)
        {
            if (relayed != seen.Position || relayed >= stored)
                seen = (relayed, now);
            var data = new Dictionary<string, object> { ["stored"] = stored, ["relayed"] = relayed };
            return now - seen.Since > Stall
                ? new(context.Registration.FailureStatus, $"Stands still at {relayed} of {stored} since {seen.Since:O}; the log of the instance that relays says why.", data: data)
                : HealthCheckResult.Healthy($"Relayed up to {relayed} of {stored}.", data);
        }
    }
}
