using MassTransit;
using MassTransit.Metadata;
using MassTransit.Serialization;

namespace FleetWatch.ServiceDefaults;

/// <summary>MassTransit's envelope with the message in it already read as what it is.</summary>
internal sealed class FleetEnvelope<T> : MessageEnvelope
    where T : class
{
    public string? MessageId { get; init; }
    public string? RequestId { get; init; }
    public string? CorrelationId { get; init; }
    public string? ConversationId { get; init; }
    public string? InitiatorId { get; init; }
    public string? SourceAddress { get; init; }
    public string? DestinationAddress { get; init; }
    public string? ResponseAddress { get; init; }
    public string? FaultAddress { get; init; }
    public string[]? MessageType { get; init; }
    public required T Message { get; init; }
    public DateTime? ExpirationTime { get; init; }
    public DateTime? SentTime { get; init; }
    public Dictionary<string, object?> Headers { get; init; } = [];
    public BusHostInfo? Host { get; init; }

    object? MessageEnvelope.Message => Message;
    Dictionary<string, object?> MessageEnvelope.Headers => Headers;
    HostInfo? MessageEnvelope.Host => Host;
}
