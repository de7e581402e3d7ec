using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// The event store is the outbox: what a service has stored, and lists here, is published after the commit, in order, at least
/// once, under the event's own id. Consumers drop repeats by that id. Nothing is skipped: while the broker is away, or a message
/// that somebody must receive finds no queue yet, the relay waits and says so in its health check and its lag.
/// </summary>
public static class Relay
{
    /// <summary>Relays these types, each of which must reach at least one queue.</summary>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddRelay(
        this MartenServiceCollectionExtensions.MartenConfigurationExpression marten, params Type[] published) =>
        marten.AddRelay(new RelayOptions { Published = published });

    /// <summary>Relays as the options say. One instance of the service relays at a time; another takes over when it dies.</summary>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddRelay(
        this MartenServiceCollectionExtensions.MartenConfigurationExpression marten, RelayOptions options)
    {
        marten.Services.AddSingleton(options);
        marten.Services.AddSingleton<RelayState>();
        marten.Services.AddHealthChecks().AddCheck<RelayCheck>("relay", HealthStatus.Degraded, [Health.Ready]);
        marten.Services.ConfigureMarten(store =>
        {
            // Marten's defaults put what it cannot read aside and go on. An outbox must not: it stops, says so, and tries again.
            store.Projections.Errors.SkipSerializationErrors = false;
            store.Projections.Errors.SkipUnknownEvents = false;
            store.Projections.Errors.SkipApplyErrors = false;
            // How long a finding waits to be noticed.
            store.Projections.FastPollingTime = TimeSpan.FromMilliseconds(100);
            store.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(250);
        });
        marten.Services.AddHostedService<RelayLeader>();
        return marten.AddAsyncDaemon(DaemonMode.ExternallyManaged).AddSubscriptionWithServices<RelaySubscription>(ServiceLifetime.Singleton, subscription =>
        {
            subscription.Name = RelayState.Name;
            subscription.Options.BatchSize = options.BatchSize;
            foreach (var type in options.Published.Concat(options.Announced))
                subscription.IncludeType(type);
        });
    }
}

/// <summary>What a service relays.</summary>
public sealed record RelayOptions
{
    /// <summary>Stored event types that somebody must receive: the relay waits until a queue takes each.</summary>
    public IReadOnlyList<Type> Published { get; init; } = [];

    /// <summary>Stored event types that are published for whoever listens; with no listener they are gone.</summary>
    public IReadOnlyList<Type> Announced { get; init; } = [];

    /// <summary>How many stored events are read at a time. Progress is kept once for each such page, so a crash repeats at most a page.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>
    /// Turns a page of stored events, in the order in which they were stored, into the messages to send, in the order to send them.
    /// Must be pure, and give the same messages under the same ids when it sees the same page again. By default each event is its own message.
    /// </summary>
    public Func<IReadOnlyList<IEvent>, IEnumerable<RelayedMessage>> Messages { get; init; } = page => page.Select(RelayedMessage.Of);
}

/// <summary>A message on its way out of the event store.</summary>
/// <param name="MessageId">Its identity, the same each time it is sent.</param>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Body">The message.</param>
/// <param name="StoredAt">When the oldest event in it was stored.</param>
public sealed record RelayedMessage(Guid MessageId, string Organisation, object Body, DateTimeOffset StoredAt)
{
    /// <summary>W3C trace context of what led to it; the trace goes on from there.</summary>
    public string? TraceParent { get; init; }

    /// <summary>True: it goes to the organisation's queue (see <see cref="Fleet"/>); false: it is published by its type.</summary>
    public bool ToFleet { get; init; }

    /// <summary>A stored event as it is.</summary>
    public static RelayedMessage Of(IEvent stored) => new(stored.Id, stored.TenantId, stored.Data, stored.Timestamp) { TraceParent = stored.CausationId };
}
