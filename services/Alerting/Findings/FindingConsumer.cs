using System.Diagnostics;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Watch;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Alerting.Findings;

/// <summary>What Analysis tells about findings, off the bus.</summary>
internal sealed class FindingConsumer(FindingInbox inbox) : IConsumer<FindingOpened>, IConsumer<FindingGrew>, IConsumer<FindingClosed>
{
    public Task Consume(ConsumeContext<FindingOpened> context) => Take(context, context.Message);

    public Task Consume(ConsumeContext<FindingGrew> context) => Take(context, context.Message);

    public Task Consume(ConsumeContext<FindingClosed> context) => Take(context, context.Message);

    private Task Take(ConsumeContext context, FindingEvent news)
    {
        var sender = context.Headers.Get<string>(ServiceDefaults.Bus.OrganisationHeader);
        if (sender is not null && sender != news.Organisation)
            throw new ForeignFindingException($"Finding {news.FindingId} says organisation {news.Organisation}, its message {sender}.");
        return inbox.Take(new FindingNews(news, Activity.Current?.Id), context.CancellationToken);
    }
}

/// <summary>News that say another organisation than the message that brought them: parked at once, they would mix two fleets.</summary>
internal sealed class ForeignFindingException(string message) : Exception(message);

internal static class FindingQueue
{
    public const string Name = "alerting.findings";

    /// <summary>Read by one instance at a time, so that the order of arrival is mostly that of the feed; correct in any order.</summary>
    public static IHostApplicationBuilder AddFindings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FindingDecisions>();
        builder.Services.AddSingleton<FindingInbox>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FindingInbox>());
        return builder.AddFleetBus(bus =>
        {
            bus.AddConsumer<FindingConsumer>();
            bus.AddConsumer<ReportConsumer>();
            bus.AddDeskConsumers();
        }, (context, rabbit) =>
        {
            // Every instance hears them all, and only while it lives.
            rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint => endpoint.ConfigureConsumer<ReportConsumer>(context));
            rabbit.ReceiveEndpoint(Name, endpoint => Configure(context, endpoint));
            rabbit.ReceiveDesk(context, builder.Configuration);
        });
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        endpoint.SetQuorumQueue();
        endpoint.SingleActiveConsumer = true;
        endpoint.PrefetchCount = 500;
        endpoint.ConcurrentMessageLimit = 500;
        endpoint.UseMessageRetry(retry => retry
            .Exponential(5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(500))
            .Ignore<ForeignFindingException>());
        endpoint.ConfigureConsumer<FindingConsumer>(context);
    }
}
