using FleetWatch.Contracts;
using FleetWatch.Dashboard.Fleets;
using MassTransit;

namespace FleetWatch.Dashboard.Feed;

/// <summary>Reads the Dashboard's own queue of one organisation's feed.</summary>
internal sealed class FleetConsumer(string organisation, FleetReader reader) : IConsumer<EventBatch>, IConsumer<RegistryBatch>, IConsumer<FeedTick>
{
    public Task Consume(ConsumeContext<EventBatch> context) => Take(context, context.Message.Organisation,
        new FleetMessage(context.Message.BatchId, context.Message.ReceivedAt) { Events = context.Message.Events });

    public Task Consume(ConsumeContext<RegistryBatch> context) => Take(context, context.Message.Organisation,
        new FleetMessage(context.Message.BatchId, context.Message.ReceivedAt) { Changes = context.Message.Changes });

    public Task Consume(ConsumeContext<FeedTick> context) => Take(context, context.Message.Organisation,
        new FleetMessage(context.MessageId ?? Guid.Empty, context.Message.At));

    private Task Take(ConsumeContext context, string owner, FleetMessage message) => owner == organisation
        ? reader.Take(message, context.CancellationToken)
        : throw new InvalidDataException($"The message is of organisation {owner}, the queue is {organisation}'s.");
}
