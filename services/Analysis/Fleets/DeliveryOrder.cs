using System.Runtime.CompilerServices;
using FleetWatch.Analysis.Steps;

namespace FleetWatch.Analysis.Fleets;

/// <summary>
/// Puts messages back into the queue's order. They are read by several threads at once and so reach the consumer in any order;
/// the broker's delivery tags of one channel count up from 1 without a gap.
/// </summary>
internal sealed class DeliveryOrder
{
    private readonly SortedDictionary<ulong, Delivery?> waiting = [];
    private readonly ConditionalWeakTable<object, object> superseded = [];
    private object? current;
    private ulong next = 1;

    /// <summary>A delivery is there, or (null) ended without reaching the consumer. Says which may go on now, in order.</summary>
    /// <param name="channel">Told apart by reference: after a reconnect it is another one, and counts from 1 again. Not the consumer's
    /// tag, for MassTransit learns that only after the first deliveries of a queue that was not empty.</param>
    /// <param name="tag">The delivery tag.</param>
    /// <param name="delivery">The message.</param>
    public IReadOnlyList<Delivery> Arrive(object channel, ulong tag, Delivery? delivery)
    {
        // A straggler of a lost channel will be delivered again to the one that is read now, which must not be taken for
        // replaced because of it: its tags would be waited for from 1 on, for ever.
        if (superseded.TryGetValue(channel, out _))
            return delivery is null ? [] : [delivery];
        List<Delivery> released = [];
        if (current != channel)
        {
            // What still waits can no longer be acknowledged and will be delivered again; it is a repeat then.
            released.AddRange(waiting.Values.OfType<Delivery>());
            waiting.Clear();
            if (current is not null)
                superseded.Add(current, this);
            current = channel;
            next = 1;
        }
        waiting[tag] = delivery;
        while (waiting.Remove(next, out var first))
        {
            next++;
            if (first is not null)
                released.Add(first);
        }
        return released;
    }
}
