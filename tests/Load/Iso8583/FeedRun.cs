using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.ServiceDefaults;
using RabbitMQ.Client;

namespace FleetWatch.Load.Iso8583;

/// <summary>How many ISO 8583 messages a second go through Ingest's feed to events that the broker has confirmed.</summary>
internal static class FeedRun
{
    private const string Organisation = "feed-load";
    private const int EventsPerMessage = 2;

    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long to write.", DefaultValueFactory = _ => 20 };
        var connections = new Option<int>("--connections") { Description = "How many.", DefaultValueFactory = _ => 2 };
        var command = new Command("feed", "From TCP to events that the broker has confirmed, on the servers that the environment names; Analysis is not there.")
        {
            seconds, connections,
        };
        command.SetAction((given, ct) => Measure(TimeSpan.FromSeconds(given.GetValue(seconds)), given.GetValue(connections), ct));
        return command;
    }

    private static async Task Measure(TimeSpan length, int connections, CancellationToken ct)
    {
        var broker = new Uri(Required(Connections.RabbitMqKey));
        var (http, feed) = (FreePort(), FreePort());
        await using var queue = await DeclareQueue(broker, ct);
        await using var ingest = ServiceProcess.Start("Ingest", Environment(http, feed));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        await Ready(client, ct);
        Watched[] watched = [new("generator", System.Environment.ProcessId), new("ingest", ingest.Pid), Watched.Listening("rabbitmq", broker.Port)];
        var cpu = watched.Select(process => process.CpuSeconds()).ToArray();
        var watch = Stopwatch.StartNew();
        var written = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Write(feed, number, length, ct)));
        var messages = written.Sum();
        while (await Accepted(client, ct) < messages / EventsPerMessage)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        var took = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{messages:N0} messages over {connections} connections, {messages / took:N0}/s until the broker had confirmed the last of {messages / EventsPerMessage:N0} events"));
        foreach (var (process, before) in watched.Zip(cpu))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {process.Name,-10} {(process.CpuSeconds() - before) / messages * 1e6,6:N2} us a message, {process.Megabytes(),5:N0} MB"));
    }

    /// <summary>Writes as fast as the feed reads: it reads no faster than the broker confirms.</summary>
    private static async Task<long> Write(int port, int number, TimeSpan length, CancellationToken ct)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var traffic = Traffic.Of(ReadyTables.Load(ReadyTables.Iso87Ascii), number);
        foreach (var message in traffic)
            new FrameFormat(FrameLength.TwoBytes).Write(message, bytes);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        var (messages, watch) = (0L, Stopwatch.StartNew());
        for (; watch.Elapsed < length; messages += traffic.Length)
            await client.GetStream().WriteAsync(bytes.WrittenMemory, ct);
        return messages;
    }

    private static async Task<long> Accepted(HttpClient ingest, CancellationToken ct)
    {
        var metrics = await ingest.GetStringAsync("metrics", ct);
        return metrics.Split('\n').Where(line => line.StartsWith("fleetwatch_ingest_accepted", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A queue that keeps little: what is measured is the way to it.</summary>
    private static async Task<IConnection> DeclareQueue(Uri broker, CancellationToken ct)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.ExchangeDeclareAsync(Fleet.Exchange, ExchangeType.Direct, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(Organisation, durable: false, exclusive: true, autoDelete: true,
            arguments: new Dictionary<string, object?> { ["x-max-length"] = 10 }, cancellationToken: ct);
        await channel.QueueBindAsync(Organisation, Fleet.Exchange, Organisation, cancellationToken: ct);
        return connection;
    }

    private static async Task Ready(HttpClient ingest, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                if ((await ingest.GetAsync("health/ready", ct)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not there yet
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    private static Dictionary<string, string> Environment(int http, int feed) => new()
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{http}",
        [Connections.PostgresKey] = Required(Connections.PostgresKey),
        [Connections.RabbitMqKey] = Required(Connections.RabbitMqKey),
        ["Logging__LogLevel__Default"] = "Warning",
        ["Feeds__CardTokenKey"] = Convert.ToBase64String(new byte[32]),
        ["Feeds__Listeners__load__Organisation"] = Organisation,
        ["Feeds__Listeners__load__Port"] = feed.ToString(CultureInfo.InvariantCulture),
    };

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Required(string key) => System.Environment.GetEnvironmentVariable(key) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{key} is not set: start servers with infra/local/servers.sh.");
}
