using System.Threading.Channels;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Sending;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Reading;

namespace FleetWatch.Ingest.Tcp;

/// <summary>
/// What all connections of one port share: the requests that wait for their answers, and the events that wait for the broker. A
/// request and its answer may come over different connections.
/// </summary>
internal sealed partial class Feed(string name, FeedOptions options, ExchangeFeed exchanges, FleetSender sender, int batchEvents,
    TimeProvider time, FeedMetrics metrics, ILogger<Feed> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Channel<TerminalEvent> _waiting = Channel.CreateBounded<TerminalEvent>(
        new BoundedChannelOptions(options.MaxWaitingEvents) { SingleReader = true });
    private DateTimeOffset _heldAt = DateTimeOffset.MinValue;

    public string Name => name;

    public void Take(MessageView message, int line, DateTimeOffset now, List<TerminalEvent> told)
    {
        lock (_gate)
            exchanges.Take(message, now, told, line);
    }

    public void Lose(int line, DateTimeOffset now)
    {
        lock (_gate)
            exchanges.Lose(line, now);
    }

    /// <summary>Returns once there was room for all of them: until then whoever told them is not read from.</summary>
    /// <exception cref="ChannelClosedException">The service stops.</exception>
    public async ValueTask Deliver(List<TerminalEvent> told)
    {
        foreach (var one in told)
            if (!_waiting.Writer.TryWrite(one))
            {
                Hold();
                await _waiting.Writer.WriteAsync(one);
                Hold();
            }
        told.Clear();
    }

    /// <summary>Sends batch after batch, in order, until <see cref="Finish"/> or <paramref name="ct"/>.</summary>
    public async Task Send(CancellationToken ct)
    {
        List<TerminalEvent> batch = [];
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(ct))
            {
                Gather(batch);
                if (batch.Count < batchEvents && options.BatchDelay > TimeSpan.Zero && !_waiting.Reader.Completion.IsCompleted)
                    await Task.Delay(options.BatchDelay, time, ct);
                Gather(batch);
                await Send([.. batch], ct);
                batch.Clear();
            }
        }
        finally
        {
            _waiting.Writer.TryComplete();
            var lost = batch.Count + _waiting.Reader.Count;
            metrics.Lost(name, lost);
            if (lost > 0)
                LogLost(name, lost);
        }
    }

    /// <summary>No more is told; what waits is still sent.</summary>
    public void Finish() => _waiting.Writer.TryComplete();

    /// <summary>
    /// Gives up on answers that are overdue. While connections were not read from, answers lay unread in them, so nothing is
    /// given up until a whole deadline has passed since.
    /// </summary>
    public async Task Sweep(DateTimeOffset now)
    {
        List<TerminalEvent> told = [];
        lock (_gate)
            if (now - _heldAt >= options.ResponseDeadline)
                exchanges.Advance(now, told);
        await Deliver(told);
    }

    public (int Waiting, long Forgotten, long Unheard, long Ignored) State()
    {
        lock (_gate)
            return (exchanges.Waiting, exchanges.Forgotten, exchanges.Unheard, exchanges.Ignored);
    }

    private void Hold()
    {
        metrics.Held(name);
        lock (_gate)
            _heldAt = time.GetUtcNow();
    }

    private void Gather(List<TerminalEvent> batch)
    {
        while (batch.Count < batchEvents && _waiting.Reader.TryRead(out var next))
            batch.Add(next);
    }

    private async Task Send(IReadOnlyList<TerminalEvent> events, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var batch = new EventBatch
        {
            BatchId = Guid.CreateVersion7(now),
            Organisation = options.Organisation,
            Source = options.Source,
            ReceivedAt = now,
            Events = events,
        };
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await sender.Send(batch, ct);
                return;
            }
            catch (BrokerAway)
            {
                // FleetSender has logged it. The batch keeps its id: one that arrived although it was not confirmed counts once.
                await Task.Delay(wait, time, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Feed {Feed} stopped with {Events} events that the broker had not confirmed")]
    private partial void LogLost(string feed, int events);
}
