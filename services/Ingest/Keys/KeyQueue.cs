using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Ingest.Keys;

/// <summary>Where requests about keys arrive.</summary>
internal static class KeyQueue
{
    public const string Name = "ingest.keys";

    public static IHostApplicationBuilder AddKeyRequests(this IHostApplicationBuilder builder) => builder.AddFleetBus(bus => bus.AddConsumer<KeyConsumer>(),
        (context, rabbit) => rabbit.ReceiveEndpoint(Name, endpoint =>
        {
            endpoint.TakeRequests(builder.Configuration);
            endpoint.ConfigureConsumer<KeyConsumer>(context);
        }));
}
