using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using RabbitMQ.Client;

namespace FleetWatch.Load;

/// <summary>The clients: each sends one body after the other and waits for each acknowledgement.</summary>
internal sealed class Senders(LoadOptions options)
{
    private long bodies;
    private long accepted;
    private long refused;

    public Latencies Latencies { get; } = new();

    public long AcceptedEvents => Interlocked.Read(ref accepted) * Body.Events;

    /// <summary>Posts that were answered with anything but 202; each was sent again.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public Task Post(Uri ingest, string key, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = ingest, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return All(Body.Post, async body =>
        {
            using var content = new ReadOnlyMemoryContent(body.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PostAsync("v1/events", content, ct);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }, ct);
    }

    public async Task Publish(Uri broker, string exchange, string organisation, CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        var channels = new List<IChannel>();
        for (var client = 0; client < options.Clients; client++)
            channels.Add(await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct));
        var next = -1;
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await All(() => (Body.Message(organisation), Channel: channels[Interlocked.Increment(ref next)]), sender => sender.Item1, async sender =>
        {
            await sender.Channel.BasicPublishAsync(exchange, organisation, mandatory: true, properties, sender.Item1.Bytes, ct);
            return true;
        }, ct);
    }

    private Task All(Func<Body> create, Func<Body, Task<bool>> send, CancellationToken ct) => All(create, body => body, send, ct);

    private async Task All<T>(Func<T> create, Func<T, Body> body, Func<T, Task<bool>> send, CancellationToken ct)
    {
        var run = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(_ => Task.Run(async () =>
        {
            var client = create();
            while (run.Elapsed < options.Duration && !ct.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref bodies);
                var first = (int)(number * Body.Events % options.Terminals);
                await Pace(run, number, ct);
                body(client).Fill(number, first, TimeProvider.System.GetUtcNow());
                await SendUntilAccepted(client, send, ct);
            }
        }, ct)));
    }

    private async Task SendUntilAccepted<T>(T client, Func<T, Task<bool>> send, CancellationToken ct)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            if (await send(client))
            {
                Latencies.Add(Stopwatch.GetElapsedTime(started));
                Interlocked.Increment(ref accepted);
                return;
            }
            Interlocked.Increment(ref refused);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    private async Task Pace(Stopwatch run, long number, CancellationToken ct)
    {
        if (options.Rate == 0)
            return;
        var due = TimeSpan.FromSeconds((double)number * Body.Events / options.Rate) - run.Elapsed;
        if (due > TimeSpan.Zero)
            await Task.Delay(due, TimeProvider.System, ct);
    }
}
