using System.Text;
using System.Threading.Channels;
using FleetWatch.ServiceDefaults;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace FleetWatch.Analysis.Parked;

/// <summary>
/// Messages of an organisation that could never be committed. Each keeps its body and, in its headers, the reason; once the reason is
/// mended they can be given back to the queue.
/// </summary>
internal sealed class ParkedMessages(IConfiguration configuration)
{
    private const uint ReasonsShown = 20;

    private static string Queue(string organisation) => $"{Fleet.Queue(organisation)}_error";

    public Task<uint> Count(string organisation, CancellationToken ct) => WithChannel(channel => Waiting(channel, organisation, ct), ct);

    /// <summary>Gives back what is parked now; what is parked again meanwhile stays. Says how many messages that were.</summary>
    public Task<uint> Redrive(string organisation, CancellationToken ct) => WithChannel(async channel =>
    {
        var waiting = await Waiting(channel, organisation, ct);
        await foreach (var parked in Read(channel, organisation, waiting, ct))
        {
            // Confirmed before it is taken away: a crash in between gives it back twice, and a repeat counts once.
            await channel.BasicPublishAsync("", Fleet.Queue(organisation), mandatory: true, parked.Properties, parked.Body, ct);
            await channel.BasicAckAsync(parked.Tag, multiple: false, ct);
        }
        return waiting;
    }, ct);

    /// <summary>Why the first of them were parked; they stay where they are.</summary>
    public Task<IReadOnlyList<string>> Reasons(string organisation, CancellationToken ct) => WithChannel<IReadOnlyList<string>>(async channel =>
    {
        var shown = Math.Min(await Waiting(channel, organisation, ct), ReasonsShown);
        List<string> reasons = [];
        await foreach (var parked in Read(channel, organisation, shown, ct))
            reasons.Add(parked.Properties.Headers?["MT-Fault-Message"] is byte[] reason ? Encoding.UTF8.GetString(reason) : "");
        return reasons; // closing the channel puts them back
    }, ct);

    private static async Task<uint> Waiting(IChannel channel, string organisation, CancellationToken ct)
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(Queue(organisation), ct)).MessageCount;
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0; // nothing was ever parked: the queue is made with its first message
        }
    }

    // By a consumer: a quorum queue with a single active consumer cannot be read message by message.
    private static async IAsyncEnumerable<Parked> Read(IChannel channel, string organisation, uint count,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (count == 0)
            yield break;
        var arrived = Channel.CreateUnbounded<Parked>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
            await arrived.Writer.WriteAsync(new Parked(delivery.DeliveryTag, new BasicProperties(delivery.BasicProperties), delivery.Body.ToArray()), ct);
        await channel.BasicQosAsync(0, (ushort)ReasonsShown, global: false, ct);
        await channel.BasicConsumeAsync(Queue(organisation), autoAck: false, consumer, ct);
        for (var read = 0u; read < count; read++)
            yield return await arrived.Reader.ReadAsync(ct);
    }

    private async Task<T> WithChannel<T>(Func<IChannel, Task<T>> use, CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = configuration.RabbitMq() }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct);
        return await use(channel);
    }

    private sealed record Parked(ulong Tag, BasicProperties Properties, byte[] Body);
}
