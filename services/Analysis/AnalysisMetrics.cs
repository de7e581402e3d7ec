using System.Diagnostics.Metrics;

namespace FleetWatch.Analysis;

/// <summary>What Analysis counts and measures, each by organisation.</summary>
internal sealed class AnalysisMetrics(Meter meter)
{
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 10, 50, 100, 250, 500, 1_000, 2_000, 4_000, 8_000] };

    private readonly Counter<long> events = meter.CreateCounter<long>("fleetwatch.analysis.events", "{event}", "Events taken, by fate: stored or folded.");
    private readonly Counter<long> repeats = meter.CreateCounter<long>("fleetwatch.analysis.repeats", "{event}", "Events dropped because they were taken before.");
    private readonly Counter<long> findings = meter.CreateCounter<long>("fleetwatch.analysis.findings", "{event}", "Events of findings stored.");
    private readonly Counter<long> parked = meter.CreateCounter<long>("fleetwatch.analysis.parked", "{message}", "Messages that can never be committed, moved aside.");
    private readonly Histogram<double> lag =
        meter.CreateHistogram("fleetwatch.analysis.lag", "s", "From the reception of a message by Ingest to the commit of what it says.", advice: Durations);
    private readonly Histogram<int> size = meter.CreateHistogram("fleetwatch.analysis.step.size", "{event}", "Events in one step.", advice: Sizes);
    private readonly Histogram<double> duration =
        meter.CreateHistogram("fleetwatch.analysis.step.duration", "s", "Time of one step, by part: lookup, decide (detect is its share in the core), append.", advice: Durations);
    private readonly Histogram<long> checkpointSize = meter.CreateHistogram<long>("fleetwatch.analysis.checkpoint.size", "By", "Bytes of a checkpoint, compressed.");
    private readonly Histogram<double> checkpointDuration =
        meter.CreateHistogram("fleetwatch.analysis.checkpoint.duration", "s", "Time of a checkpoint, in which no step is taken.", advice: Durations);
    private readonly Gauge<int> active = meter.CreateGauge<int>("fleetwatch.analysis.active", "{instance}", "1 where this instance is the active one.");

    public void Committed(string organisation, Steps.Step step, TimeSpan appended)
    {
        var owner = Tag(organisation);
        events.Add(step.TerminalEvents, owner, new("fate", "stored"));
        events.Add(step.Taken - step.TerminalEvents, owner, new("fate", "folded"));
        findings.Add(step.Published.Count, owner);
        size.Record(step.Taken, owner);
        Took("append", organisation, appended);
    }

    public void Repeats(string organisation, int count) => repeats.Add(count, Tag(organisation));

    public void Lag(string organisation, TimeSpan since) => lag.Record(since.TotalSeconds, Tag(organisation));

    public void Took(string part, string organisation, TimeSpan time) => duration.Record(time.TotalSeconds, Tag(organisation), new("part", part));

    public void Parked(string organisation) => parked.Add(1, Tag(organisation));

    public void Checkpoint(string organisation, long bytes, TimeSpan time)
    {
        checkpointSize.Record(bytes, Tag(organisation));
        checkpointDuration.Record(time.TotalSeconds, Tag(organisation));
    }

    public void Active(string organisation, bool isActive) => active.Record(isActive ? 1 : 0, Tag(organisation));

    private static KeyValuePair<string, object?> Tag(string organisation) => new("organisation", organisation);
}
