using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using Npgsql;
using RabbitMQ.Client;

namespace FleetWatch.Load;

/// <summary>One run: start the services, post, wait until all of it is committed, measure COPY, print.</summary>
internal sealed class Run(LoadOptions options, string postgres, Uri broker)
{
    private static readonly Uri Ingest = FreeAddress();
    private static readonly Uri Analysis = FreeAddress();

    // An organisation of its own: the figures are this run's, whatever the database holds already.
    private readonly string organisation = $"load-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
    private readonly Senders senders = new(options);

    public static async Task Execute(LoadOptions options, CancellationToken ct)
    {
        var postgres = Required(Connections.PostgresKey);
        var broker = new Uri(Required(Connections.RabbitMqKey));
        await new Run(options, postgres, broker).Execute(ct);
    }

    private async Task Execute(CancellationToken ct)
    {
        await using var database = NpgsqlDataSource.Create(postgres);
        var store = new Store(database);
        await using var analysis = ServiceProcess.Start("Analysis", Environment(Analysis));
        await Ready(Analysis, ct);
        await using var ingest = options.Direct ? null : ServiceProcess.Start("Ingest", Environment(Ingest));
        var send = options.Direct ? await DirectWay(ct) : await PostingWay(ct);
        Watched[] watched =
        [
            new("generator", System.Environment.ProcessId), new("ingest", ingest?.Pid ?? 0), new("analysis", analysis.Pid),
            Watched.Listening("rabbitmq", broker.Port), Watched.Listening("postgresql", new NpgsqlConnectionStringBuilder(postgres).Port),
        ];
        var (bytes, before) = (await store.Bytes(ct), await store.LastSequence(ct));
        var cpu = watched.Select(process => process.CpuSeconds()).ToArray();
        var watch = Stopwatch.StartNew();
        await send();
        var posted = watch.Elapsed;
        var committed = await Drained(store, before, watch, ct);
        var used = watched.Select((process, at) => new Used(process.Name, process.CpuSeconds() - cpu[at], process.Megabytes())).ToArray();
        var report = new Report
        {
            Options = options,
            Store = await store.Describe(ct),
            Accepted = senders.AcceptedEvents,
            Refused = senders.Refused,
            Stored = await store.Count(organisation, ct),
            Posted = posted,
            Committed = committed,
            Latencies = senders.Latencies,
            Processes = used,
            Bytes = await store.Bytes(ct) - bytes,
            Metrics = await Scraped(ct),
        };
        report.Print();
        await analysis.DisposeAsync();
        await (ingest?.DisposeAsync() ?? ValueTask.CompletedTask);
        var limit = new CopyLimit(database);
        report.PrintLimit("", await limit.Measure(1, 40, options.Terminals, true, ct), await limit.Measure(2, 20, options.Terminals, true, ct));
        report.PrintLimit(", foreign key unchecked", await limit.Measure(1, 40, options.Terminals, false, ct), await limit.Measure(2, 20, options.Terminals, false, ct));
    }

    private async Task<Func<Task>> PostingWay(CancellationToken ct)
    {
        await Ready(Ingest, ct);
        await ServiceProcess.Command("Ingest", Environment(Ingest), ["organisations", "create", "--id", organisation, "--name", "Load"], ct);
        var key = await ServiceProcess.Command("Ingest", Environment(Ingest),
            ["keys", "create", "--organisation", organisation, "--source", "load", "--plain"], ct);
        return () => senders.Post(Ingest, key, CancellationToken.None);
    }

    private async Task<Func<Task>> DirectWay(CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var message = $$$"""
            {"messageId":"{{{Guid.NewGuid()}}}","messageType":["urn:message:{{{typeof(OrganisationRegistered).Namespace}}}:{{{nameof(OrganisationRegistered)}}}"],
            "message":{"organisation":"{{{organisation}}}","name":"Load","timeZone":"UTC","at":"2026-11-05T00:00:00Z"},"headers":{}}
            """;
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync($"{typeof(OrganisationRegistered).Namespace}:{nameof(OrganisationRegistered)}", "", false, properties,
            Encoding.UTF8.GetBytes(message), ct);
        await Until(async () =>
        {
            // A look at a queue that is not there yet closes its channel.
            await using var look = await connection.CreateChannelAsync(cancellationToken: ct);
            return (await look.QueueDeclarePassiveAsync(Fleet.Queue(organisation), ct)).ConsumerCount > 0;
        }, ct);
        return () => senders.Publish(broker, Fleet.Exchange, organisation, ct);
    }

    /// <summary>When the last accepted event was committed, on the run's watch.</summary>
    private async Task<TimeSpan> Drained(Store store, long before, Stopwatch watch, CancellationToken ct)
    {
        await Until(async () => await store.LastSequence(ct) - before >= senders.AcceptedEvents, ct);
        var reached = watch.Elapsed;
        await Until(async () => await store.Count(organisation, ct) >= senders.AcceptedEvents, ct);
        return reached;
    }

    private static async Task<string> Scraped(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Analysis };
        return await http.GetStringAsync("metrics", ct);
    }

    private static async Task Ready(Uri service, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = service };
        await Until(async () => (await http.GetAsync("health/ready", ct)).IsSuccessStatusCode, ct);
    }

    private static async Task Until(Func<Task<bool>> holds, CancellationToken ct)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await holds())
                    return;
            }
            catch (Exception starting) when (starting is HttpRequestException or RabbitMQ.Client.Exceptions.RabbitMQClientException && limit.Elapsed < TimeSpan.FromMinutes(1))
            {
                // not there yet
            }
            if (limit.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException("The services did not get there within three minutes.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    private Dictionary<string, string> Environment(Uri address) => new()
    {
        ["ASPNETCORE_URLS"] = address.ToString(),
        [Connections.PostgresKey] = postgres,
        [Connections.RabbitMqKey] = broker.ToString(),
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://{probe.LocalEndpoint}");
    }

    private static string Required(string key) => System.Environment.GetEnvironmentVariable(key) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{key} is not set: run `make load`, which starts servers.");
}
