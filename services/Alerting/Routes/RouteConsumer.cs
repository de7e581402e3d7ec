using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Routes;

/// <summary>Dry runs, for those who ask for them over the bus.</summary>
internal sealed class RouteConsumer(RouteTrials trials) : IConsumer<TryRoutes>
{
    public async Task Consume(ConsumeContext<TryRoutes> context) =>
        await context.RespondAsync(await trials.Run(context.Message, context.OrganisationOf(context.Message.Organisation), context.CancellationToken));
}
