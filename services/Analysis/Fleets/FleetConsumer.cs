using System.Diagnostics;
using FleetWatch.Analysis.Steps;
using FleetWatch.Contracts;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace FleetWatch.Analysis.Fleets;

/// <summary>
/// Reads one organisation's queue. A message goes into the inbox and is acknowledged when it is committed; while it is not, it stays
/// the broker's.
/// </summary>
internal sealed class FleetConsumer(string organisation, Inbox inbox)
    : IConsumer<EventBatch>, IConsumer<RegistryBatch>, IConsumer<FeedTick>, IFilter<ReceiveContext>
{
    public Task Consume(ConsumeContext<EventBatch> context) => Take(context, context.Message, context.Message.Organisation);

    public Task Consume(ConsumeContext<RegistryBatch> context) => Take(context, context.Message, context.Message.Organisation);

    public Task Consume(ConsumeContext<FeedTick> context) => Take(context, context.Message, context.Message.Organisation);

    /// <summary>Keeps the order: a delivery that never reaches the consumer must not be waited for.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        try
        {
            await next.Send(context);
        }
        finally
        {
            if (!context.HasPayloadType(typeof(Delivery)))
                Arrive(context, null);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("delivery-order");

    private Task Take(ConsumeContext context, object message, string owner)
    {
        if (owner != organisation)
            throw new InvalidDataException($"The message is of organisation {owner}, the queue is {organisation}'s.");
        var delivery = context.ReceiveContext.AddOrUpdatePayload(() => Delivery.Of(message, organisation, Activity.Current?.Id), known => known);
        Arrive(context.ReceiveContext, delivery);
        return delivery.Outcome;
    }

    private void Arrive(ReceiveContext context, Delivery? delivery)
    {
        if (!context.TryGetPayload(out RabbitMqBasicConsumeContext? broker) || !context.TryGetPayload(out ChannelContext? channel))
            throw new InvalidOperationException("The message did not come from RabbitMQ.");
        inbox.Arrive(channel.Channel, broker.DeliveryTag, delivery);
    }
}
