using System.Text.Json;
using FleetWatch.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.ServiceDefaults;

/// <summary>MassTransit on RabbitMQ, the same for every service.</summary>
public static class Bus
{
    /// <summary>Header that carries the organisation of a relayed event.</summary>
    public const string OrganisationHeader = "fleetwatch-organisation";

    /// <param name="builder">The service's host.</param>
    /// <param name="register">Consumers of this service.</param>
    /// <param name="configure">Its endpoints and topology.</param>
    public static IHostApplicationBuilder AddFleetBus(this IHostApplicationBuilder builder,
        Action<IBusRegistrationConfigurator> register, Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator> configure)
    {
        var address = builder.Configuration.RabbitMq();
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(20);
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.ConfigureHealthCheckOptions(options =>
            {
                options.Name = "rabbitmq";
                options.Tags.Add(Health.Ready);
            });
            register(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(address, host =>
                {
                    host.PublisherConfirmation = true;
                    host.Heartbeat(TimeSpan.FromSeconds(10));
                });
                rabbit.ConfigureJsonSerializerOptions(options =>
                {
                    options.TypeInfoResolverChain.Insert(0, ContractJson.Default);
                    options.AllowOutOfOrderMetadataProperties = true;
                    // What MassTransit allows for people who write messages by hand makes each one a quarter longer and slower to read.
                    options.WriteIndented = false;
                    options.ReadCommentHandling = JsonCommentHandling.Disallow;
                    options.AllowTrailingCommas = false;
                    options.PropertyNameCaseInsensitive = false;
                    return options;
                });
                configure(context, rabbit);
            });
        });
        return builder;
    }
}
