using System.Buffers;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.ServiceDefaults;

namespace FleetWatch.Load.Iso8583;

/// <summary>How many ISO 8583 messages a second go through Ingest's feed to events that the broker has confirmed.</summary>
internal static class FeedRun
{
    private const string Organisation = "feed-load";
    private const int MessagesPerEvent = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LimitLength = TimeSpan.FromSeconds(3);

    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long to write.", DefaultValueFactory = _ => 20 };
        var connections = new Option<int>("--connections") { Description = "How many.", DefaultValueFactory = _ => 2 };
        var rate = new Option<int>("--rate") { Description = "Messages a second at most; 0: as fast as it goes.", DefaultValueFactory = _ => 0 };
        var table = new Option<string>("--table") { Description = "How they are written.", DefaultValueFactory = _ => ReadyTables.Iso87Ascii };
        var command = new Command("feed", "From TCP to events that the broker has confirmed, on the servers that the environment names; Analysis is not there.")
        {
            seconds, connections, rate, table,
        };
        command.SetAction((given, ct) => Measure(new Writing(TimeSpan.FromSeconds(given.GetValue(seconds)), given.GetValue(connections), given.GetValue(rate),
            given.GetRequiredValue(table)), ct));
        return command;
    }

    private static async Task Measure(Writing writing, CancellationToken ct)
    {
        var broker = new Uri(Required(Connections.RabbitMqKey));
        var (http, feed) = (FreePort(), FreePort());
        await using var queue = await FeedQueue.Open(broker, Organisation, ct);
        await using var ingest = ServiceProcess.Start("Ingest", Environment(http, feed, writing.Table));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
        await Ready(client, ct);
        await Write(feed, 0, writing with { Length = WarmUp }, ct);
        Watched[] watched = [new("generator", System.Environment.ProcessId), new("ingest", ingest.Pid), Watched.Listening("rabbitmq", broker.Port)];
        var (cpu, already, taken) = (watched.Select(process => process.CpuSeconds()).ToArray(), await Accepted(client, ct), queue.Taken);
        var watch = Stopwatch.StartNew();
        var written = await Task.WhenAll(Enumerable.Range(0, writing.Connections).Select(number => Write(feed, number, writing, ct)));
        var messages = written.Sum();
        while (await Accepted(client, ct) - already < messages / MessagesPerEvent)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        var took = watch.Elapsed.TotalSeconds;
        Say($"{messages:N0} messages over {writing.Connections} connections, {messages / took:N0}/s until the broker had confirmed the last of {messages / MessagesPerEvent:N0} events");
        foreach (var (process, before) in watched.Zip(cpu))
            Say($"  {process.Name,-10} {(process.CpuSeconds() - before) / messages * 1e6,6:N2} us a message, {(process.CpuSeconds() - before) / took,5:N2} cores, {process.Megabytes(),5:N0} MB");
        var (batches, bytes) = (queue.Taken.Messages - taken.Messages, queue.Taken.Bytes - taken.Bytes);
        var limit = await queue.Limit(LimitLength, ct);
        Say($"  {(double)messages / batches:N0} messages and {(double)bytes / batches:N0} bytes in each message of the bus");
        Say($"  limit: the broker alone takes {limit:N0} such messages/s, worth {limit * messages / batches:N0} messages/s");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes as fast as the feed reads, which reads no faster than the broker confirms. No card comes twice.</summary>
    private static async Task<long> Write(int port, int number, Writing writing, CancellationToken ct)
    {
        var (bytes, frames) = (new ArrayBufferWriter<byte>(), new FrameFormat(FrameLength.TwoBytes));
        var traffic = Traffic.Of(ReadyTables.Load(writing.Table), number);
        var cards = new NewCards(traffic);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        var (messages, watch) = (0L, Stopwatch.StartNew());
        for (; watch.Elapsed < writing.Length; messages += traffic.Length)
        {
            if (writing.Rate > 0 && TimeSpan.FromSeconds((double)messages * writing.Connections / writing.Rate) - watch.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early, TimeProvider.System, ct);
            cards.Renew();
            bytes.ResetWrittenCount();
            foreach (var message in traffic)
                frames.Write(message, bytes);
            await client.GetStream().WriteAsync(bytes.WrittenMemory, ct);
        }
        return messages;
    }

    private static async Task<long> Accepted(HttpClient ingest, CancellationToken ct)
    {
        var metrics = await ingest.GetStringAsync("metrics", ct);
        return metrics.Split('\n').Where(line => line.StartsWith("fleetwatch_ingest_accepted", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
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

    private static Dictionary<string, string> Environment(int http, int feed, string table) => new()
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{http}",
        [Connections.PostgresKey] = Required(Connections.PostgresKey),
        [Connections.RabbitMqKey] = Required(Connections.RabbitMqKey),
        ["Logging__LogLevel__Default"] = "Warning",
        ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        ["Feeds__CardTokenKey"] = Convert.ToBase64String(new byte[32]),
        ["Feeds__Listeners__load__Organisation"] = Organisation,
        ["Feeds__Listeners__load__Table"] = table,
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

    /// <summary>What is written.</summary>
    private sealed record Writing(TimeSpan Length, int Connections, int Rate, string Table);
}
