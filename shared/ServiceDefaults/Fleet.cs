using MassTransit;
using RabbitMQ.Client;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// The way from Ingest to Analysis: one direct exchange, and one quorum queue per organisation with a single active consumer,
/// so that whatever concerns one fleet is read in the order in which it was accepted.
/// </summary>
public static class Fleet
{
    /// <summary>The direct exchange; its routing key is the organisation.</summary>
    public const string Exchange = "fleetwatch.fleet";

    private static readonly Uri Address = new($"exchange:{Exchange}?type={ExchangeType.Direct}");

    /// <summary>The queue of one organisation.</summary>
    public static string Queue(string organisation) => $"analysis.{organisation}";

    /// <summary>
    /// Sends to the organisation's queue and returns when the broker has confirmed that a queue holds the message. While the
    /// broker is away it waits, until <paramref name="ct"/> ends it: give it a deadline. A message may arrive although this threw.
    /// </summary>
    /// <param name="bus">The service's bus.</param>
    /// <param name="organisation">Whose queue.</param>
    /// <param name="message">An EventBatch, a RegistryBatch or a FeedTick.</param>
    /// <param name="messageId">Its identity; the consumer drops repeats by it.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="MessageReturnedException">No queue is bound for the organisation: no instance of Analysis has opened it yet.</exception>
    public static async Task SendToFleet<T>(this IBus bus, string organisation, T message, Guid messageId, CancellationToken ct)
        where T : class
    {
        var endpoint = await bus.GetSendEndpoint(Address);
        await endpoint.Send(message, message.GetType(), context =>
        {
            context.MessageId = messageId;
            context.SetRoutingKey(organisation);
            context.Headers.Set(Bus.OrganisationHeader, organisation);
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                rabbit.Mandatory = true;
        }, ct);
    }

    /// <summary>
    /// Makes a receive endpoint named <see cref="Queue"/> the organisation's queue. Every service that reads it must declare it
    /// through here: RabbitMQ refuses a second declaration with other arguments.
    /// </summary>
    public static void ReadFleet(this IRabbitMqReceiveEndpointConfigurator endpoint, string organisation)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.AddDeserializer(new FleetReader(), isDefault: true);
        endpoint.SetQuorumQueue();
        endpoint.SingleActiveConsumer = true;
        endpoint.Bind(Exchange, binding =>
        {
            binding.ExchangeType = ExchangeType.Direct;
            binding.RoutingKey = organisation;
        });
    }

    /// <summary>
    /// Makes a receive endpoint a second reader of the organisation's messages. It is bound behind the exchange of Analysis' queue and never
    /// to <see cref="Exchange"/> itself: so whatever reaches it has reached Analysis too, and it can never be the only one that takes a
    /// message that its sender was promised. Open it only when that queue is there.
    /// </summary>
    /// <param name="endpoint">Of a queue of the reader's own.</param>
    /// <param name="organisation">Whose messages.</param>
    /// <param name="most">How many messages wait at most; then the oldest give way.</param>
    public static void OverhearFleet(this IRabbitMqReceiveEndpointConfigurator endpoint, string organisation, int most)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.AddDeserializer(new FleetReader(), isDefault: true);
        endpoint.SingleActiveConsumer = true;
        endpoint.SetQueueArgument("x-max-length", most);
        endpoint.SetQueueArgument("x-overflow", "drop-head");
        endpoint.Bind(Queue(organisation), binding => binding.ExchangeType = ExchangeType.Fanout);
    }
}
