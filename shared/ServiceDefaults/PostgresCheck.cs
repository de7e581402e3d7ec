using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace FleetWatch.ServiceDefaults;

/// <summary>PostgreSQL answers, and the service's schema is there (Marten applies it before the service takes its first call).</summary>
internal sealed class PostgresCheck(NpgsqlDataSource source, string schema) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = source.CreateCommand("select exists (select from pg_namespace where nspname = $1)");
            command.Parameters.Add(new() { Value = schema });
            return await command.ExecuteScalarAsync(patience.Token) is true
                ? HealthCheckResult.Healthy($"Schema {schema} is there.")
                : HealthCheckResult.Unhealthy($"Schema {schema} is missing: was the database replaced? Restart the service to create it.");
        }
        catch (PostgresException refused)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL refuses ({refused.SqlState}): check {Connections.PostgresKey} and the server's log.", refused);
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: is it running where {Connections.PostgresKey} says?", away);
        }
    }
}
