using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Escalations;

/// <summary>Decides what is due without any news, and keeps it with the pages that follow, in one transaction: it is decided once, whoever dies.</summary>
internal sealed class DueDecisions(IncidentTransactions transactions, Configurations configurations, TimeProvider clock, DeliverySignal signal,
    AlertingMetrics metrics)
{
    private const int AtOnce = 200;

    /// <summary>Beyond these the rest waits for the end that was decided before.</summary>
    private const int MostReconsidered = 10_000;

    /// <returns>Whether there may be more.</returns>
    public Task<bool> Take(string organisation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Decide(organisation, query => query.Where(incident => incident.DueAt <= now), AtOnce, ct);
    }

    /// <summary>Looks again at whatever waits, because a window or silence has changed.</summary>
    public Task Reconsider(string organisation, CancellationToken ct) =>
        Decide(organisation, query => query.Where(incident => incident.DueAt != null), MostReconsidered, ct);

    private async Task<bool> Decide(string organisation, Func<IQueryable<Incident>, IQueryable<Incident>> which, int most, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        var now = clock.GetUtcNow();
        var due = await which(session.Query<Incident>()).OrderBy(incident => incident.DueAt).Take(most).ToListAsync(ct);
        if (due.Count == 0)
            return false;
        var settings = await configurations.Of(session, now, ct);
        var book = await BookShelf.Gather(session, due, settings, ct);
        var decided = new List<PageDecided>();
        foreach (var incident in due)
        {
            var events = book.Sweep(incident.Id, now);
            session.Append(events, cause: null);
            session.StoreDeliveries(book, events, settings, now, trace: null);
            decided.AddRange(events.OfType<PageDecided>());
        }
        session.StoreTouched(book);
        await session.SaveChangesAsync(ct);
        signal.Wake();
        metrics.Decided(decided);
        return due.Count == most && book.TouchedIncidents.Count > 0;
    }
}
