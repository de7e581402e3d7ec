using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Rota;
using FleetWatch.Alerting.Routes;
using FleetWatch.Alerting.Silences;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Desk;

/// <summary>Where requests of people arrive who work on another service's pages.</summary>
internal static class DeskQueue
{
    public const string Name = "alerting.desk";

    private static readonly Type[] Consumers = [typeof(ActConsumer), typeof(ConfigurationConsumer), typeof(RotaConsumer), typeof(RouteConsumer), typeof(SilenceConsumer)];

    public static void AddDeskConsumers(this IBusRegistrationConfigurator bus)
    {
        foreach (var consumer in Consumers)
            bus.AddConsumer(consumer);
    }

    public static void ReceiveDesk(this IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, IConfiguration settings) =>
        rabbit.ReceiveEndpoint(Name, endpoint =>
        {
            endpoint.TakeRequests(settings);
            foreach (var consumer in Consumers)
                endpoint.ConfigureConsumer(context, consumer);
        });
}
