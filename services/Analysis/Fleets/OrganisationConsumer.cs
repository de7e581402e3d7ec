using FleetWatch.Contracts;
using Marten;
using MassTransit;

namespace FleetWatch.Analysis.Fleets;

/// <summary>A new organisation: remembered first, then its queue is opened, so that a restart opens it as well.</summary>
internal sealed class OrganisationConsumer(IDocumentStore store, FleetQueues queues) : IConsumer<OrganisationRegistered>
{
    public async Task Consume(ConsumeContext<OrganisationRegistered> context)
    {
        var registered = context.Message;
        await using var session = store.LightweightSession();
        session.Store(new KnownOrganisation { Id = registered.Organisation, Name = registered.Name, TimeZone = registered.TimeZone });
        await session.SaveChangesAsync(context.CancellationToken);
        await queues.Open(registered.Organisation, context.CancellationToken);
    }
}
