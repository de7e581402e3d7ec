using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Findings;

/// <summary>From news of findings to incidents and pages to be sent: gather, decide, one append.</summary>
internal sealed class FindingDecisions(IncidentTransactions transactions, Configurations configurations, TimeProvider clock,
    DeliverySignal signal, AlertingMetrics metrics)
{
    /// <summary>Decides on news of one organisation in one transaction. All of them are kept, or none.</summary>
    public async Task Take(string organisation, IReadOnlyList<FindingNews> news, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        var now = clock.GetUtcNow();
        var settings = await configurations.Of(session, now, ct);
        var book = await BookShelf.Gather(session, [.. news.Select(one => one.Event)], settings, ct);
        var decided = new List<PageDecided>();
        foreach (var one in InOrder(news))
        {
            var events = book.Take(one.Event, now);
            session.Append(events, one.Trace);
            session.StoreDeliveries(book, events, settings, one.Event.At, one.Trace);
            decided.AddRange(events.OfType<PageDecided>());
        }
        session.StoreTouched(book);
        await session.SaveChangesAsync(ct);
        signal.Wake();
        metrics.Decided(decided);
    }

    /// <summary>Pictures before ends of the same moment: so an absorber is known when its parts are merged into it.</summary>
    private static IEnumerable<FindingNews> InOrder(IReadOnlyList<FindingNews> news) =>
        news.OrderBy(one => one.Event.At).ThenBy(one => one.Event switch { FindingOpened => 0, FindingGrew => 1, _ => 2 });
}
