using System.Collections.Concurrent;
using FleetWatch.Iso8583.Tables;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace FleetWatch.Ingest.Tcp;

/// <summary>All connections of one port.</summary>
internal sealed partial class FeedListener(Feed feed, FeedOptions options, FieldTable table, TimeProvider time, FeedMetrics metrics, ILogger<FeedListener> log)
    : ConnectionHandler
{
    private readonly ConcurrentDictionary<int, FeedLine> _lines = new();
    private int _number;

    public Feed Feed => feed;
    public FeedOptions Options => options;

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var number = Interlocked.Increment(ref _number);
        var line = new FeedLine(number, connection, feed, options, table, time, metrics, log);
        _lines[number] = line;
        metrics.Opened(feed.Name);
        var reason = "failed";
        try
        {
            var ending = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
            await using var _ = ending.Register(() => line.Close("stopping"));
            reason = _lines.Count > options.MaxConnections ? "too-many-connections" : await line.Run();
        }
        finally
        {
            _lines.TryRemove(number, out _);
            feed.Lose(number, time.GetUtcNow());
            metrics.Closed(feed.Name, reason);
            LogClosed(feed.Name, number, reason);
        }
    }

    /// <summary>Closes what is idle and gives up on what is overdue.</summary>
    public async Task Sweep()
    {
        foreach (var line in _lines.Values)
            line.CloseIfIdle();
        await feed.Sweep(time.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Feed}, connection {Line} ended: {Reason}")]
    private partial void LogClosed(string feed, int line, string reason);
}
