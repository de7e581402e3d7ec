using System.Collections.Concurrent;
using FleetWatch.Support;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>
/// Producers that post without pause and behave as producers should: a post that was not acknowledged is sent again, the same, until
/// it is. Remembers what was acknowledged.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Producers = 2;
    private const int EventsInPost = 25;

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, byte> acknowledged = [];
    private readonly List<Task> producers = [];

    public Load(HttpClient client, string name)
    {
        for (var producer = 0; producer < Producers; producer++)
        {
            var prefix = $"{name}-{producer}";
            producers.Add(Task.Run(() => Produce(client, prefix)));
        }
    }

    /// <summary>The ids of all events that Ingest has said 202 to.</summary>
    public ICollection<string> Acknowledged => acknowledged.Keys;

    /// <summary>Waits until this many more events have been acknowledged than now.</summary>
    public Task GoesOn(int events, string when)
    {
        var goal = acknowledged.Count + events;
        return Eventually.Matches(() => Task.FromResult(acknowledged.Count), count => count >= goal, $"{events} more events are acknowledged {when}", TimeSpan.FromMinutes(3));
    }

    /// <summary>Every producer finishes the post that it is at.</summary>
    public async Task Finish()
    {
        await stop.CancelAsync();
        await Task.WhenAll(producers);
    }

    public async ValueTask DisposeAsync()
    {
        await Finish();
        stop.Dispose();
    }

    private async Task Produce(HttpClient client, string prefix)
    {
        for (var post = 0; !stop.IsCancellationRequested; post++)
        {
            var ids = Enumerable.Range(0, EventsInPost).Select(n => $"{prefix}-{post}-{n}").ToList();
            List<System.Text.Json.Nodes.JsonNode> events = [.. ids.Select((id, n) => Post.Failure(id, $"T{n}"))];
            await Post.Deliver(client, events);
            foreach (var id in ids)
                acknowledged.TryAdd(id, 0);
        }
    }
}
