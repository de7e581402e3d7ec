using System.Reflection;
using System.Text.Json.Serialization;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>What Alerting announces of incidents.</summary>
internal sealed class IncidentEventConsumer<T>(IncidentBook book, TimeProvider clock) : IConsumer<T>
    where T : IncidentEvent
{
    public Task Consume(ConsumeContext<T> context)
    {
        var organisation = context.Headers.Get<string>(ServiceDefaults.Bus.OrganisationHeader) ?? throw new UnnamedEventException("It names no organisation.");
        var id = context.MessageId ?? throw new UnnamedEventException("It has no identity.");
        var sent = context.SentTime is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : clock.GetUtcNow();
        return book.Take(organisation, new HeardEvent(id, sent, context.Message), context.CancellationToken);
    }
}

/// <summary>An event of which nobody can tell whose or which it is: parked at once.</summary>
internal sealed class UnnamedEventException(string message) : Exception(message);

internal static class IncidentQueue
{
    public const string Name = "dashboard.incidents";

    private static readonly Type[] Consumers = [.. typeof(IncidentEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(kind => typeof(IncidentEventConsumer<>).MakeGenericType(kind.DerivedType))];

    public static void AddIncidentConsumers(this IBusRegistrationConfigurator bus)
    {
        foreach (var consumer in Consumers)
            bus.AddConsumer(consumer);
    }

    public static void ReceiveIncidents(this IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context) => rabbit.ReceiveEndpoint(Name, endpoint =>
    {
        endpoint.SetQuorumQueue();
        endpoint.PrefetchCount = 100;
        endpoint.ConcurrentMessageLimit = 16;
        endpoint.UseMessageRetry(retry => retry
            .Exponential(8, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500))
            .Ignore<UnnamedEventException>());
        foreach (var consumer in Consumers)
            endpoint.ConfigureConsumer(context, consumer);
    });
}
