using System.Diagnostics.Metrics;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;

namespace FleetWatch.Alerting;

/// <summary>What Alerting counts.</summary>
internal sealed class AlertingMetrics
{
    private readonly Counter<long> decisions;
    private readonly Counter<long> handOvers;
    private readonly Counter<long> retries;
    private readonly Histogram<double> latency;
    private (long Open, long Waiting, long GivenUp) levels;

    public AlertingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.SourceName);
        decisions = meter.CreateCounter<long>("fleetwatch.pages.decided", "{page}", "Decisions to page, or not to, by reason");
        handOvers = meter.CreateCounter<long>("fleetwatch.pages.handed_over", "{page}", "Pages by outcome and channel");
        retries = meter.CreateCounter<long>("fleetwatch.pages.retries", "{attempt}", "Attempts that failed and are tried again, by channel");
        latency = meter.CreateHistogram("fleetwatch.pages.latency", "s", "From the time of the news to the hand-over, pages not held back",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800] });
        meter.CreateObservableGauge("fleetwatch.incidents.open", () => levels.Open, "{incident}", "Incidents that last");
        meter.CreateObservableGauge("fleetwatch.deliveries.waiting", () => levels.Waiting, "{page}", "Pages that are to be handed over");
        meter.CreateObservableGauge("fleetwatch.deliveries.given_up", () => levels.GivenUp, "{page}", "Pages given up that nobody sent again");
    }

    public void Decided(IEnumerable<PageDecided> pages)
    {
        foreach (var page in pages)
            decisions.Add(1, new("send", page.Send), new("reason", page.Reason), new("kind", page.Kind.ToString()));
    }

    public void HandedOver(string outcome, string channel, int pages) =>
        handOvers.Add(pages, new("outcome", outcome), new("channel", channel));

    public void Retried(string channel) => retries.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void Took(TimeSpan fromNews, string channel) => latency.Record(fromNews.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));

    public void Levels(long open, long waiting, long givenUp) => levels = (open, waiting, givenUp);
}
