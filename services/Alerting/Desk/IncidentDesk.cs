using System.Diagnostics;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Desk;

/// <summary>Has a person's act decided and kept, with the pages that follow from it, in one transaction.</summary>
internal sealed class IncidentDesk(IncidentTransactions transactions, Configurations configurations, TimeProvider clock,
    DeliverySignal signal, AlertingMetrics metrics)
{
    /// <param name="organisation">The caller's own.</param>
    /// <param name="id">The incident's.</param>
    /// <param name="seen">The version that the person has seen; null: whichever it is.</param>
    /// <param name="decide">The act, given the incident, what holds for the organisation, and the time.</param>
    /// <param name="ct">Ends the wait for the transaction's turn.</param>
    /// <returns>The incident afterwards and what came of the act; null: there is no such incident.</returns>
    public async Task<(Incident Incident, Act Act)?> Act(string organisation, string id, int? seen, Func<Incident, IncidentSettings, DateTimeOffset, Act> decide,
        CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        if (await session.LoadAsync<Incident>(id, ct) is not { } incident)
            return null;
        var now = clock.GetUtcNow();
        var settings = await configurations.Of(session, now, ct);
        var act = decide(incident, settings, now);
        if (act is not ActDone done)
            return (incident, act);
        if (seen is not null && seen != incident.Version)
            return (incident, new ActOutdated());
        var after = await Keep(session, incident, done.Event, settings, now, ct);
        await session.SaveChangesAsync(ct);
        signal.Wake();
        return (after, act);
    }

    /// <summary>Puts an act that was decided, and the pages that follow from it, into the transaction; the caller saves it and wakes the sweep.</summary>
    public async Task<Incident> Keep(IDocumentSession session, Incident incident, IncidentEvent happened, IncidentSettings settings, DateTimeOffset now,
        CancellationToken ct)
    {
        var book = await BookShelf.Gather(session, [incident], settings, ct);
        var events = book.Act([happened], now);
        var trace = Activity.Current?.Id;
        session.Append(events, trace);
        session.StoreDeliveries(book, events, settings, now, trace);
        session.StoreTouched(book);
        metrics.Decided(events.OfType<PageDecided>());
        return book.FindIncident(incident.Id)!; // It has just been put there.
    }
}
