using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Unit.Architecture;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using Xunit;
using FleetBus = FleetWatch.ServiceDefaults.Bus;

namespace FleetWatch.Unit.Wire;

public sealed class FleetReaderTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Unit", "Wire", "Released");

    private static readonly Headers Headers = new DictionarySendHeaders(new Dictionary<string, object?>());

    private readonly EventBatch batch = new()
    {
        BatchId = Guid.NewGuid(),
        Organisation = "acme",
        Source = "host",
        ReceivedAt = new DateTimeOffset(2026, 10, 14, 8, 0, 0, TimeSpan.FromHours(8)),
        Events = [.. Directory.EnumerateFiles(Folder, "terminal-event.*.json").Order()
            .Select(file => JsonSerializer.Deserialize(File.ReadAllText(file), ContractJson.Default.TerminalEvent)!)],
    };

    [Fact]
    public void Reads_every_kind_of_event_as_it_was_sent()
    {
        Assert.True(Read(Written(batch)).TryGetMessage<EventBatch>(out var read));

        Assert.NotEmpty(read!.Events);
        Assert.Equal(batch.Events, read.Events);
        Assert.Equal(batch with { Events = read.Events }, read);
    }

    [Fact]
    public void Reads_the_envelope_as_MassTransit_does()
    {
        var body = Written(batch);
        var expected = SystemTextJsonMessageSerializer.Instance.Deserialize(new BytesMessageBody(body), Headers);

        var read = Read(body);

        Assert.NotNull(read.MessageId);
        Assert.Equal(
            (expected.MessageId, expected.CorrelationId, expected.ConversationId, expected.SentTime, expected.SourceAddress, expected.DestinationAddress),
            (read.MessageId, read.CorrelationId, read.ConversationId, read.SentTime, read.SourceAddress, read.DestinationAddress));
        Assert.Equal(expected.SupportedMessageTypes, read.SupportedMessageTypes);
        Assert.Equal("acme", read.Headers.Get<string>(FleetBus.OrganisationHeader));
        Assert.Equal(expected.Host.MachineName, read.Host.MachineName);
    }

    [Fact]
    public void Leaves_what_is_not_a_batch_to_MassTransit()
    {
        var tick = new FeedTick { Organisation = "acme", At = batch.ReceivedAt };

        var read = Read(Written(tick));

        Assert.True(read.TryGetMessage<FeedTick>(out var told));
        Assert.Equal(tick, told);
        Assert.False(read.TryGetMessage<EventBatch>(out _));
    }

    [Fact]
    public void Reads_a_batch_whose_type_stands_behind_it()
    {
        var envelope = JsonNode.Parse(Written(batch))!.AsObject();
        var type = envelope["messageType"]!.DeepClone();
        envelope.Remove("messageType");
        envelope.Add("messageType", type);

        Assert.True(Read(Encoding.UTF8.GetBytes(envelope.ToJsonString())).TryGetMessage<EventBatch>(out var read));

        Assert.Equal(batch.Events, read!.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"batch\"")]
    [InlineData("""{"messageType":["urn:message:FleetWatch.Contracts:EventBatch"],"message":{"batchId":7}}""")]
    [InlineData("""{"messageType":["urn:message:FleetWatch.Contracts:EventBatch"],"message":{""")]
    [InlineData("""{"messageType":["urn:message:FleetWatch.Contracts:EventBatch"],"message":{"events":[{"id":"a","terminalId":"T1"}]}}""")]
    public void What_is_broken_fails_as_it_fails_in_MassTransit(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        var expected = Failure(() => SystemTextJsonMessageSerializer.Instance.Deserialize(new BytesMessageBody(body), Headers));
        var failure = Failure(() => Read(body));

        Assert.NotNull(failure);
        Assert.Equal(expected?.Message, failure.Message);
    }

    private static Exception? Failure(Func<SerializerContext> read) => Record.Exception(() => read().TryGetMessage<EventBatch>(out _));

    private static SerializerContext Read(byte[] body) => new ServiceDefaults.FleetReader().Deserialize(new BytesMessageBody(body), Headers);

    private static byte[] Written<T>(T message)
        where T : class
    {
        var context = new MessageSendContext<T>(message) { MessageId = Guid.NewGuid(), ConversationId = Guid.NewGuid(), SourceAddress = new Uri("rabbitmq://here/ingest") };
        context.Headers.Set(FleetBus.OrganisationHeader, "acme");
        return SystemTextJsonMessageSerializer.Instance.GetMessageBody(context).GetBytes();
    }
}
