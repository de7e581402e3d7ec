using System.Threading.Channels;
using FleetWatch.Analysis.Steps;

namespace FleetWatch.Analysis.Fleets;

/// <summary>Messages of one organisation that wait to be committed. The broker's prefetch count bounds it.</summary>
internal sealed class Inbox
{
    private readonly Channel<Delivery> waiting = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly DeliveryOrder order = new();
    private readonly Lock gate = new();

    public void Arrive(object channel, ulong tag, Delivery? delivery)
    {
        lock (gate)
            foreach (var released in order.Arrive(channel, tag, delivery))
                waiting.Writer.TryWrite(released);
    }

    /// <summary>False: closed, and nothing is left.</summary>
    public ValueTask<bool> Wait(CancellationToken ct) => waiting.Reader.WaitToReadAsync(ct);

    /// <summary>What is there, up to about so many events.</summary>
    public IReadOnlyList<Delivery> Take(int events)
    {
        List<Delivery> group = [];
        while (events > 0 && waiting.Reader.TryRead(out var delivery))
        {
            group.Add(delivery);
            events -= delivery.EventCount;
        }
        return group;
    }

    public void Close() => waiting.Writer.TryComplete();
}
