using System.Diagnostics;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace FleetWatch.ServiceDefaults;

/// <summary>Sends one page after the other. Marten keeps the progress in the same transaction as the page's end.</summary>
internal sealed partial class RelaySubscription(IBus bus, RelayOptions options, RelayState state, TimeProvider time, ILogger<RelaySubscription> logger)
    : SubscriptionBase
{
    private static readonly ActivitySource Source = new(Telemetry.SourceName);

    /// <summary>MassTransit waits for a broker that is away for as long as it is let; after this long the wait shows as a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller,
        IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var message in options.Messages(page.Events))
            await SendUntilTaken(message, cancellationToken);
        return NullChangeListener.Instance;
    }

    /// <summary>
    /// Marten would pause the whole subscription on an exception, and take a cancelled publish for its own stop and pass over the page.
    /// So everything but that stop is met here, by trying again.
    /// </summary>
    private async Task SendUntilTaken(RelayedMessage message, CancellationToken ct)
    {
        ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var parent);
        using var activity = Source.StartActivity($"relay {message.Body.GetType().Name}", ActivityKind.Producer, parent);
        while (true)
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
                patience.CancelAfter(Patience);
                await Send(message, patience.Token);
                state.Sent(message.Body.GetType().Name, time.GetUtcNow() - message.StoredAt);
                return;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                if (state.Blocked(Reason(message, failure), time.GetUtcNow()))
                    Waiting(logger, message.Body.GetType().Name, message.MessageId, Reason(message, failure));
            }
            await Task.Delay(Pause, time, ct);
        }
    }

    private async Task Send(RelayedMessage message, CancellationToken ct)
    {
        if (message.ToFleet)
            await bus.SendToFleet(message.Organisation, message.Body, message.MessageId, ct);
        else
            await bus.Publish(message.Body, message.Body.GetType(), context =>
            {
                context.MessageId = message.MessageId;
                context.Headers.Set(Bus.OrganisationHeader, message.Organisation);
                if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                    rabbit.Mandatory = !options.Announced.Contains(message.Body.GetType());
            }, ct);
    }

    private static string Reason(RelayedMessage message, Exception failure) => failure switch
    {
        MessageReturnedException when message.ToFleet => $"no queue for organisation {message.Organisation} yet: is an instance of Analysis running?",
        MessageReturnedException => $"no queue takes {message.Body.GetType().Name} yet: is the service that consumes it running?",
        OperationCanceledException => $"RabbitMQ has not taken the message for {Patience.TotalSeconds:0} s: is it reachable?",
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay waits with {Message} {MessageId}: {Reason}")]
    private static partial void Waiting(ILogger logger, string message, Guid messageId, string reason);
}
