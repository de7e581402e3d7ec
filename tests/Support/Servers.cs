using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Npgsql;
using Xunit;

namespace FleetWatch.Support;

/// <summary>
/// A PostgreSQL database and a RabbitMQ virtual host of the test class's own, on the servers that the environment names; both are
/// dropped at the end. Use it as <c>IClassFixture&lt;Servers&gt;</c>.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly string name = $"test_{Guid.NewGuid():N}";
    private readonly string maintenance;
    private readonly Uri broker;
    private readonly HttpClient management;

    public Servers()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>On servers that something else than the environment names.</summary>
    internal Servers(Func<string, string?> named)
    {
        maintenance = Required(named, "FLEETWATCH_POSTGRES");
        broker = new Uri(Required(named, "FLEETWATCH_RABBITMQ"));
        management = Management(new Uri(Required(named, "FLEETWATCH_RABBITMQ_MANAGEMENT")));
    }

    /// <summary>Npgsql connection string of the fresh database.</summary>
    public string Postgres => new NpgsqlConnectionStringBuilder(maintenance) { Database = name }.ConnectionString;

    /// <summary>AMQP address of the fresh virtual host.</summary>
    public Uri RabbitMq => new UriBuilder(broker) { Path = name }.Uri;

    /// <summary>The settings as a service reads them, for <c>AddInMemoryCollection</c> or a process's environment.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["FLEETWATCH_POSTGRES"] = Postgres,
        ["FLEETWATCH_RABBITMQ"] = RabbitMq.ToString(),
    };

    public async Task InitializeAsync()
    {
        await Execute($"create database {name}");
        await Ensure(await management.PutAsync($"api/vhosts/{name}", null));
        var user = Uri.UnescapeDataString(broker.UserInfo.Split(':')[0]);
        await Ensure(await management.PutAsJsonAsync($"api/permissions/{name}/{user}", new { configure = ".*", write = ".*", read = ".*" }));
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Execute($"drop database if exists {name} with (force)");
        await Ensure(await management.DeleteAsync($"api/vhosts/{name}"));
        management.Dispose();
    }

    /// <summary>What the broker's management interface answers to <c>GET api/…</c>; <c>{vhost}</c> stands for this virtual host.</summary>
    public async Task<T?> Broker<T>(string path) => await management.GetFromJsonAsync<T>($"api/{path.Replace("{vhost}", name)}");

    /// <summary>The messages that lie in a queue, as the management interface writes them; they stay there.</summary>
    public async Task<string> Peek(string queue)
    {
        var request = new { count = 1000, ackmode = "ack_requeue_true", encoding = "auto" };
        using var answer = await management.PostAsJsonAsync($"api/queues/{name}/{Uri.EscapeDataString(queue)}/get", request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task Execute(string sql)
    {
        // Without a pool, and on a server that other test classes create databases on at the same time.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(maintenance) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Ensure(HttpResponseMessage response)
    {
        using (response)
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered "
                    + $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private static HttpClient Management(Uri address)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
        return new HttpClient
        {
            BaseAddress = new UriBuilder(address) { UserName = "", Password = "", Path = "/" }.Uri,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
        };
    }

    private static string Required(Func<string, string?> named, string variable) => named(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set. These tests need real servers: run them with `make test`, which starts them.");
}
