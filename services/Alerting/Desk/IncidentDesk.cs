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
    /// <summary>A request is asked again within minutes, if at all.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <param name="organisation">The caller's own.</param>
    /// <param name="id">The incident's.</param>
    /// <param name="seen">The version that the person has seen; null: whichever it is.</param>
    /// <param name="by">The person.</param>
    /// <param name="act">What they do.</param>
    /// <param name="request">Their name for this request: under the same one nothing is done twice; null: it has none.</param>
    /// <param name="regions">The regions that the person is limited to: other incidents do not exist for them; null: all.</param>
    /// <param name="ct">Ends the wait for the transaction's turn.</param>
    /// <returns>The incident afterwards and what came of the act; null: there is no such incident.</returns>
    public async Task<(Incident Incident, Act Act)?> Act(string organisation, string id, int? seen, string by, IncidentAct act, string? request,
        IReadOnlyList<string>? regions, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        if (await session.LoadAsync<Incident>(id, ct) is not { } incident || regions is not null && !regions.Contains(incident.Place?.Region ?? ""))
            return null;
        var now = clock.GetUtcNow();
        if (ActCheck.Refuse(act, now) is { } wrong)
            return (incident, new ActUnfit(wrong));
        if (request is not null && await session.LoadAsync<DoneRequest>(request, ct) is not null)
            return (incident, new ActRepeated());
        var settings = await configurations.Of(session, now, ct);
        var decided = IncidentActs.Decide(incident, by, act, settings, now);
        if (decided is not ActDone done)
            return (incident, decided);
        if (seen is not null && seen != incident.Version)
            return (incident, new ActOutdated());
        var after = await Keep(session, incident, done.Event, settings, now, ct);
        Remember(session, request, now);
        await session.SaveChangesAsync(ct);
        signal.Wake();
        return (after, decided);
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

    private static void Remember(IDocumentSession session, string? request, DateTimeOffset now)
    {
        if (request is null)
            return;
        session.Store(new DoneRequest(request, now));
        var before = now - Remembered;
        session.DeleteWhere<DoneRequest>(old => old.At < before);
    }
}

/// <summary>A request that was done: asked again, it does nothing again.</summary>
/// <param name="Id">As the one who asked named it.</param>
/// <param name="At">When it was done.</param>
internal sealed record DoneRequest(string Id, DateTimeOffset At);
