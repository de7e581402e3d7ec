using System.Diagnostics;
using FleetWatch.ServiceDefaults;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace FleetWatch.Load.Iso8583;

/// <summary>The organisation's queue as Analysis has it, and a reader that takes messages away as fast as they come.</summary>
internal sealed class FeedQueue : IAsyncDisposable
{
    private const int Prefetch = 64;
    private const int AtOnce = 32;
    private readonly string _organisation;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private ReadOnlyMemory<byte> _sample;
    private long _messages;
    private long _bytes;

    private FeedQueue(string organisation, IConnection connection, IChannel channel) => (_organisation, _connection, _channel) = (organisation, connection, channel);

    /// <summary>Messages of the bus so far, each with many events, and their bytes.</summary>
    public (long Messages, long Bytes) Taken => (Interlocked.Read(ref _messages), Interlocked.Read(ref _bytes));

    public static async Task<FeedQueue> Open(Uri broker, string organisation, CancellationToken ct)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(ct);
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct);
        var queue = new FeedQueue(organisation, connection, channel);
        await channel.ExchangeDeclareAsync(Fleet.Exchange, ExchangeType.Direct, durable: true, cancellationToken: ct);
        await channel.QueueDeclareAsync(Fleet.Queue(organisation), durable: true, exclusive: false, autoDelete: false,
            arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true }, cancellationToken: ct);
        await channel.QueueBindAsync(Fleet.Queue(organisation), Fleet.Exchange, organisation, cancellationToken: ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        var reader = new AsyncEventingBasicConsumer(channel);
        reader.ReceivedAsync += async (_, delivery) => await queue.Take(delivery);
        await channel.BasicConsumeAsync(Fleet.Queue(organisation), autoAck: false, reader, ct);
        return queue;
    }

    /// <summary>The limit: the last message again and again, straight to the broker and confirmed by it.</summary>
    /// <returns>Messages of the bus a second.</returns>
    public async Task<double> Limit(TimeSpan length, CancellationToken ct)
    {
        var (watch, sent, properties) = (Stopwatch.StartNew(), 0L, new BasicProperties { DeliveryMode = DeliveryModes.Persistent });
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (; watch.Elapsed < length; Interlocked.Increment(ref sent))
                await _channel.BasicPublishAsync(Fleet.Exchange, _organisation, mandatory: true, properties, _sample, ct);
        }));
        return sent / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.QueueDeleteAsync(Fleet.Queue(_organisation));
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task Take(BasicDeliverEventArgs delivery)
    {
        // The client takes the bytes back when this returns.
        if (delivery.Body.Length > _sample.Length)
            _sample = delivery.Body.ToArray();
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, delivery.Body.Length);
        await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
    }
}
