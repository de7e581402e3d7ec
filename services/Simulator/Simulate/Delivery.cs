using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Simulate;

/// <summary>What was sent and is still on its way, handed out in the order in which it arrives.</summary>
internal sealed class Delivery
{
    private List<(long SentTicks, int Number, TerminalEvent Event)> _waiting = [];
    private int _number;

    public void Send(TerminalEvent sent, DateTimeOffset at) => _waiting.Add((at.UtcTicks, _number++, sent));

    /// <summary>Everything that has arrived before <paramref name="until"/>; the rest stays on its way.</summary>
    public IReadOnlyList<TerminalEvent> Arrived(DateTimeOffset until)
    {
        var arrived = _waiting.Where(one => one.SentTicks < until.UtcTicks).ToList();
        _waiting = [.. _waiting.Where(one => one.SentTicks >= until.UtcTicks)];
        arrived.Sort((one, other) => (one.SentTicks, one.Number).CompareTo((other.SentTicks, other.Number)));
        return [.. arrived.Select(one => one.Event)];
    }
}
