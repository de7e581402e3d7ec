using System.Runtime.Serialization;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Organisations;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Sending;

/// <summary>Sends batches to the organisation's queue, a bounded number at a time and each within a bounded time.</summary>
internal sealed partial class FleetSender(IBus bus, IOptions<EventLimits> options, TimeProvider time, IngestMetrics metrics, FeedSeen seen,
    ILogger<FleetSender> log) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.MaxUnconfirmed);

    /// <summary>Returns when the broker has confirmed the batch.</summary>
    /// <exception cref="BrokerAway">It has not, or no queue is there to take it. The batch may have arrived all the same.</exception>
    public async Task Send(EventBatch batch, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.Value.PublishTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        var began = time.GetTimestamp();
        try
        {
            await _turns.WaitAsync(either.Token);
            try
            {
                await bus.SendToFleet(batch.Organisation, batch, batch.BatchId, either.Token);
            }
            finally
            {
                _turns.Release();
            }
            seen.Accepted(batch.Organisation, batch.ReceivedAt);
            metrics.Published(batch, time.GetElapsedTime(began));
        }
        catch (Exception broken) when (!ct.IsCancellationRequested && broken is not SerializationException)
        {
            LogAway(batch.Organisation, broken is OperationCanceledException ? "not confirmed in time" : broken.Message);
            throw new BrokerAway(broken);
        }
    }

    public void Dispose() => _turns.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Organisation} was not taken by the broker: {Reason}")]
    private partial void LogAway(string organisation, string reason);
}

/// <summary>The broker has not confirmed; the caller is asked to send the same again.</summary>
internal sealed class BrokerAway(Exception cause) : Exception("The message broker has not confirmed.", cause);
