using System.Diagnostics.Metrics;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Posts;

namespace FleetWatch.Ingest;

/// <summary>What Ingest counts, in the meter FleetWatch.</summary>
internal sealed class IngestMetrics(Meter meter)
{
    private readonly Counter<long> _accepted =
        meter.CreateCounter<long>("fleetwatch.ingest.accepted", "{event}", "Events that the broker has confirmed.");

    private readonly Counter<long> _refused =
        meter.CreateCounter<long>("fleetwatch.ingest.refused", "{verdict}", "Verdicts on refused events, by reason.");

    private readonly Counter<long> _turnedAway =
        meter.CreateCounter<long>("fleetwatch.ingest.turned_away", "{post}", "Whole posts that were refused, by reason; 503 among them.");

    private readonly Histogram<int> _batchSize = meter.CreateHistogram<int>("fleetwatch.ingest.batch.size", "{event}", "Events in one message.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 10, 50, 100, 250, 500, 1000] });

    private readonly Histogram<double> _publish = meter.CreateHistogram<double>("fleetwatch.ingest.publish.duration", "s",
        "From handing a message over to the broker's confirmation.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    private readonly UpDownCounter<int> _inFlight =
        meter.CreateUpDownCounter<int>("fleetwatch.ingest.in_flight", "{post}", "Posts that are being worked on.");

    private readonly Counter<long> _registry =
        meter.CreateCounter<long>("fleetwatch.ingest.registry.changes", "{change}", "Changes of the terminal registry, by kind.");

    public void Published(EventBatch batch, TimeSpan took)
    {
        _accepted.Add(batch.Events.Count);
        _batchSize.Record(batch.Events.Count);
        _publish.Record(took.TotalSeconds);
    }

    public void Refused(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
            _refused.Add(1, new KeyValuePair<string, object?>("reason", verdict.Reason));
    }

    public void TurnedAway(string reason) => _turnedAway.Add(1, new KeyValuePair<string, object?>("reason", reason));
    public void Entered() => _inFlight.Add(1);
    public void Left() => _inFlight.Add(-1);
    public void Changed(string kind, int changes) => _registry.Add(changes, new KeyValuePair<string, object?>("kind", kind));
}
