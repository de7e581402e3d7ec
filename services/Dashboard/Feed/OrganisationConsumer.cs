using FleetWatch.Contracts;
using MassTransit;

namespace FleetWatch.Dashboard.Feed;

/// <summary>An organisation exists. Ingest says so again every minute.</summary>
internal sealed class OrganisationConsumer(Organisations organisations) : IConsumer<OrganisationRegistered>
{
    public Task Consume(ConsumeContext<OrganisationRegistered> context) => organisations.Remember(new KnownOrganisation
    {
        Id = context.Message.Organisation,
        Name = context.Message.Name,
        TimeZone = context.Message.TimeZone,
    }, context.CancellationToken);
}
