using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Channels;

/// <summary>A way to reach somebody.</summary>
internal interface IChannel
{
    /// <summary>As routes name it.</summary>
    string Name { get; }

    /// <summary>What is wrong with an address, as a sentence; null: nothing.</summary>
    string? Refuse(string address);

    /// <summary>Hands one message over. Throws for nothing but cancellation: what went wrong is in the answer.</summary>
    Task<HandOver> Send(Message message, Recipient to, CancellationToken ct);
}
