using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Rota;

/// <summary>Who is on call, for those who ask over the bus.</summary>
internal sealed class RotaConsumer(RotaView rota) : IConsumer<ReadOnCall>
{
    public async Task Consume(ConsumeContext<ReadOnCall> context) =>
        await context.RespondAsync(await rota.Read(context.Message, context.OrganisationOf(context.Message.Organisation), context.CancellationToken));
}
