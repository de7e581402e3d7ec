using System.Diagnostics.Metrics;

namespace FleetWatch.ServiceDefaults;

/// <summary>How the relay of this process is doing.</summary>
internal sealed class RelayState
{
    /// <summary>The subscription's name, under which Marten keeps its progress.</summary>
    public const string Name = "relay";

    private readonly Counter<long> published;
    private readonly Histogram<double> delay;
    private readonly Lock gate = new();
    private (string Reason, DateTimeOffset Since)? obstacle;

    public RelayState(IMeterFactory meters, TimeProvider time)
    {
        var meter = meters.Create(Telemetry.SourceName);
        published = meter.CreateCounter<long>("fleetwatch.relay.published", "{message}", "Stored events handed to RabbitMQ, confirmed.");
        delay = meter.CreateHistogram("fleetwatch.relay.delay", "s", "From the commit of an event to the broker's confirmation.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
        meter.CreateObservableGauge("fleetwatch.relay.blocked", () => Obstacle is { } now ? (time.GetUtcNow() - now.Since).TotalSeconds : 0, "s",
            "For how long the relay has been unable to hand over its next message; 0 when it is not.");
    }

    /// <summary>What it waits for, and since when; null: it flows.</summary>
    public (string Reason, DateTimeOffset Since)? Obstacle
    {
        get
        {
            lock (gate)
                return obstacle;
        }
    }

    public void Sent(string message, TimeSpan after)
    {
        lock (gate)
            obstacle = null;
        published.Add(1, new KeyValuePair<string, object?>("message", message));
        delay.Record(after.TotalSeconds);
    }

    /// <returns>True where that is news.</returns>
    public bool Blocked(string reason, DateTimeOffset now)
    {
        lock (gate)
        {
            var news = obstacle?.Reason != reason;
            obstacle = (reason, obstacle?.Since ?? now);
            return news;
        }
    }
}
