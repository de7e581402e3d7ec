using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Dashboard.Feed;

/// <summary>What the Dashboard hears on the bus: all it knows, it knows from here.</summary>
internal static class FeedSetup
{
    public static IHostApplicationBuilder AddFeeds(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Organisations>().AddSingleton<Boards>().AddSingleton<StoredFleet>().AddSingleton<LossBook>();
        builder.Services.AddOptions<Retention>().BindConfiguration(Retention.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<LossSettings>().BindConfiguration(LossSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<FleetQueues>().AddHostedService<IncidentTally>().AddHostedService<Pruning>();
        // A consumer of one more feed: its line in the first lambda, its endpoint in the second.
        return builder.AddFleetBus(bus =>
        {
            bus.AddConsumer<OrganisationConsumer>();
            bus.AddConsumer<ReportConsumer>();
            bus.AddIncidentConsumers();
        }, (context, rabbit) =>
        {
            // Every instance hears them all, and only while it lives.
            rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint => endpoint.ConfigureConsumer<ReportConsumer>(context));
            rabbit.ReceiveIncidents(context);
            rabbit.ReceiveEndpoint("dashboard", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.UseMessageRetry(retry => retry.Interval(5, TimeSpan.FromSeconds(1)));
                endpoint.ConfigureConsumer<OrganisationConsumer>(context);
            });
        });
    }
}
