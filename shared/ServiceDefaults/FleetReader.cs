using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FleetWatch.Contracts;
using MassTransit;
using MassTransit.Serialization;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// Reads the messages of an organisation's queue. MassTransit's own reader goes three times over a message: as an envelope, as a tree,
/// as the record. A batch of events, which is nearly all there is on that queue, is read here in one pass; everything else, and whatever
/// this cannot read, is left to MassTransit and its errors.
/// </summary>
internal sealed class FleetReader : ISerializerFactory, IMessageDeserializer
{
    // By reflection: it sets init-only members directly, where generated code boxes each of them.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNameCaseInsensitive = false,
    };

    private static readonly string Batch = MessageUrn.ForTypeString<EventBatch>();

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public IMessageSerializer CreateSerializer() => SystemTextJsonMessageSerializer.Instance;

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        var mass = SystemTextJsonMessageSerializer.Instance;
        var bytes = body.GetBytes();
        return TryRead(bytes) is { } envelope
            ? new SystemTextJsonSerializerContext(mass, SystemTextJsonMessageSerializer.Options, ContentType,
                new EnvelopeMessageContext(envelope, mass), envelope.MessageType ?? [], envelope)
            : mass.Deserialize(new BytesMessageBody(bytes), headers, destinationAddress);
    }

    public MessageBody GetMessageBody(string text) => SystemTextJsonMessageSerializer.Instance.GetMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("fleet").Add("contentType", ContentType.MediaType);

    private static FleetEnvelope<EventBatch>? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return IsBatch(bytes) ? JsonSerializer.Deserialize<FleetEnvelope<EventBatch>>(bytes, Json) : null;
        }
        catch (Exception unusual) when (unusual is JsonException or NotSupportedException)
        {
            return null; // MassTransit reads what is only in another order, and says what is wrong with the rest
        }
    }

    /// <summary>The type stands before the message; of a batch that somebody wrote otherwise MassTransit takes care.</summary>
    private static bool IsBatch(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName && !reader.ValueTextEquals("message"u8))
        {
            if (reader.ValueTextEquals("messageType"u8))
                return reader.Read() && reader.TokenType is JsonTokenType.StartArray && reader.Read() && reader.ValueTextEquals(Batch);
            reader.Skip();
        }
        return false;
    }
}
