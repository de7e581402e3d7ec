using FleetWatch.Analysis.Steps;

namespace FleetWatch.Analysis.Fleets;

/// <summary>
/// Puts messages back into the queue's order. They are read by several threads at once and so reach the consumer in any order;
/// the broker's delivery tags of one consumer count up from 1 without a gap.
/// </summary>
internal sealed class DeliveryOrder
{
    private readonly SortedDictionary<ulong, Delivery?> waiting = [];
    private readonly HashSet<string> superseded = [];
    private string? consumer;
    private ulong next = 1;

    /// <summary>A delivery is there, or (null) ended without reaching the consumer. Says which may go on now, in order.</summary>
    /// <param name="from">The broker's name of the consumer: after a reconnect it is another one, and counts from 1 again.</param>
    /// <param name="tag">The delivery tag.</param>
    /// <param name="delivery">The message.</param>
    public IReadOnlyList<Delivery> Arrive(string from, ulong tag, Delivery? delivery)
    {
        // A straggler of a lost connection will be delivered again to the consumer that reads now, which must not be taken for
        // replaced because of it: its tags would be waited for from 1 on, for ever.
        if (superseded.Contains(from))
            return delivery is null ? [] : [delivery];
        List<Delivery> released = [];
        if (consumer != from)
        {
            // What still waits can no longer be acknowledged and will be delivered again; it is a repeat then.
            released.AddRange(waiting.Values.OfType<Delivery>());
            waiting.Clear();
            if (consumer is not null)
                superseded.Add(consumer);
            consumer = from;
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
