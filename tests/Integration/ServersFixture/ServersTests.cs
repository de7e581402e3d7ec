using System.Text.Json.Nodes;
using FleetWatch.Support;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.ServersFixture;

public sealed class ServersTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task The_database_is_fresh()
    {
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("select count(*) from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')");

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_virtual_host_is_fresh()
    {
        var queues = await servers.Broker<JsonArray>("queues/{vhost}");

        Assert.Empty(queues!);
    }
}
