using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Store;
using FleetWatch.ServiceDefaults;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FleetWatch.Load;

/// <summary>A database with the Dashboard's tables, for one measurement: dropped afterwards.</summary>
internal static class DashboardDatabase
{
    public static async Task Within(string name, Func<IServiceProvider, NpgsqlDataSource, Task> measure, CancellationToken ct)
    {
        var server = Environment.GetEnvironmentVariable("FLEETWATCH_POSTGRES") ?? throw new InvalidOperationException("FLEETWATCH_POSTGRES is not set.");
        await using var maintenance = NpgsqlDataSource.Create(server);
        await Run(maintenance, $"drop database if exists {name} with (force)", ct);
        await Run(maintenance, $"create database {name}", ct);
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 1_200 }.ConnectionString;
        await using (var app = Dashboard(own))
        {
            await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await using var database = NpgsqlDataSource.Create(own);
            await measure(app.Services, database);
        }
        NpgsqlConnection.ClearAllPools();
        await Run(maintenance, $"drop database {name} with (force)", ct);
    }

    public static async Task Run(NpgsqlDataSource database, string sql, CancellationToken ct, params NpgsqlParameter[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static WebApplication Dashboard(string postgres)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new(Connections.PostgresKey, postgres), new(Connections.RabbitMqKey, "amqp://nobody@127.0.0.1:1/none")]);
        builder.AddServiceDefaults("dashboard");
        builder.AddDashboardStore();
        builder.AddIncidents();
        return builder.Build();
    }
}
