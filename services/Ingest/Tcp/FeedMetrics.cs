using System.Diagnostics.Metrics;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Ingest.Tcp;

/// <summary>What the feeds count, in the meter FleetWatch.</summary>
internal sealed class FeedMetrics(Meter meter)
{
    private readonly Counter<long> _messages =
        meter.CreateCounter<long>("fleetwatch.ingest.feed.messages", "{message}", "ISO 8583 messages that were read.");

    private readonly Counter<long> _refused = meter.CreateCounter<long>("fleetwatch.ingest.feed.refused", "{message}",
        "ISO 8583 messages that could not be read, by reason and field.");

    private readonly Counter<long> _closed =
        meter.CreateCounter<long>("fleetwatch.ingest.feed.closed", "{connection}", "Connections that ended, by reason.");

    private readonly UpDownCounter<int> _connections =
        meter.CreateUpDownCounter<int>("fleetwatch.ingest.feed.connections", "{connection}", "Connections that are open.");

    private readonly Counter<long> _held = meter.CreateCounter<long>("fleetwatch.ingest.feed.held", "{pause}",
        "How often a connection was not read from because too many events waited for the broker.");

    private readonly Counter<long> _lost = meter.CreateCounter<long>("fleetwatch.ingest.feed.lost", "{event}",
        "Events that were heard and not confirmed when the service stopped.");

    public void Read(string feed, int messages) => _messages.Add(messages, Feed(feed));

    public void Refused(string feed, ParseError error) =>
        _refused.Add(1, Feed(feed), Tag("reason", error.Reason.ToString()), Tag("field", MessagePart.Label(error.Field)));

    public void Unanswerable(string feed, int field) => _refused.Add(1, Feed(feed), Tag("reason", "no-answer"), Tag("field", MessagePart.Label(field)));
    public void Opened(string feed) => _connections.Add(1, Feed(feed));

    public void Closed(string feed, string reason)
    {
        _connections.Add(-1, Feed(feed));
        _closed.Add(1, Feed(feed), Tag("reason", reason));
    }

    public void Held(string feed) => _held.Add(1, Feed(feed));
    public void Lost(string feed, int events) => _lost.Add(events, Feed(feed));

    public void Watch(Feed feed)
    {
        meter.CreateObservableGauge("fleetwatch.ingest.feed.waiting", () => new Measurement<long>(feed.State().Waiting, Feed(feed.Name)), "{request}",
            "Requests that wait for their answer.");
        meter.CreateObservableCounter("fleetwatch.ingest.feed.silent", () => Silent(feed), "{message}",
            "What told nothing: requests forgotten because too many waited, requests whose connection was lost before an answer, messages of other kinds.");
    }

    private static Measurement<long>[] Silent(Feed feed)
    {
        var state = feed.State();
        return
        [
            new(state.Forgotten, Feed(feed.Name), Tag("reason", "forgotten")),
            new(state.Unheard, Feed(feed.Name), Tag("reason", "connection-lost")),
            new(state.Ignored, Feed(feed.Name), Tag("reason", "other-kind")),
        ];
    }

    private static KeyValuePair<string, object?> Feed(string name) => Tag("feed", name);
    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
