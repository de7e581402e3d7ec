using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Store;

/// <summary>Fills an <see cref="IncidentBook"/> from the store, and stores what was touched in it.</summary>
internal static class BookShelf
{
    /// <summary>Everything that a decision on these news may ask for, in a handful of queries however many they are.</summary>
    public static async Task<IncidentBook> Gather(IQuerySession session, IReadOnlyList<FindingEvent> news, IncidentSettings settings,
        CancellationToken ct)
    {
        var book = new IncidentBook(settings);
        var tracks = await Tracks(session, news, ct);
        foreach (var track in tracks)
            book.Put(track);
        var ids = tracks.Select(track => track.IncidentId).OfType<string>().Distinct().ToArray();
        foreach (var incident in await session.LoadManyAsync<Incident>(ct, ids))
            book.Put(incident);
        foreach (var twin in await Twins(session, news, settings, ct))
            book.Put(twin);
        await PutLoads(book, session, settings, ct);
        return book;
    }

    /// <summary>Some incidents, for what people do to them and for what is due.</summary>
    public static async Task<IncidentBook> Gather(IQuerySession session, IReadOnlyList<Incident> incidents, IncidentSettings settings, CancellationToken ct)
    {
        var book = new IncidentBook(settings);
        foreach (var incident in incidents)
            book.Put(incident);
        await PutLoads(book, session, settings, ct);
        return book;
    }

    public static void StoreTouched(this IDocumentSession session, IncidentBook book)
    {
        session.Store(book.TouchedIncidents.Select(book.FindIncident).OfType<Incident>());
        session.Store(book.TouchedTracks.Select(book.FindTrack).OfType<FindingTrack>());
        session.Store(book.TouchedLoads.Select(book.FindLoad).OfType<RecipientLoad>());
    }

    /// <summary>Puts what is to be sent among the deliveries, and takes away what was taken back or only waited for somebody to take the incident on.</summary>
    public static void StoreDeliveries(this IDocumentSession session, IncidentBook book, IReadOnlyList<IncidentEvent> events,
        IncidentSettings settings, DateTimeOffset newsAt, string? trace)
    {
        foreach (var page in events.OfType<PageDecided>())
        {
            if (page.Send)
                session.Store(Delivery.Of(page, book.FindIncident(page.IncidentId)!, newsAt, trace) with { To = settings.Find(page.Channel!, page.Recipient!) }); // Its own event has just touched it.
            else if (page.Reason == PageReason.BackBeforeTold)
                session.Delete<Delivery>(page.PageId);
        }
        var taken = events.Where(happened => happened is IncidentAcknowledged or IncidentResolved or IncidentMerged)
            .SelectMany(happened => book.FindIncident(happened.IncidentId)!.Pages).Select(page => page.PageId).ToArray(); // As above.
        if (taken.Length > 0)
            session.DeleteWhere<Delivery>(delivery => delivery.OnlyIfOpen && delivery.Id.IsOneOf(taken));
    }

    private static async Task<List<FindingTrack>> Tracks(IQuerySession session, IReadOnlyList<FindingEvent> news, CancellationToken ct)
    {
        var own = await session.LoadManyAsync<FindingTrack>(ct, [.. news.Select(one => one.FindingId).Distinct()]);
        var absorbers = news.OfType<FindingClosed>().Concat(own.Select(track => track.Ended).OfType<FindingClosed>())
            .Select(closed => closed.AbsorbedBy).OfType<string>().Distinct().ToArray();
        var others = absorbers.Length == 0 ? [] : await session.LoadManyAsync<FindingTrack>(ct, absorbers);
        return [.. own.Concat(others).DistinctBy(track => track.FindingId)];
    }

    private static async Task<IReadOnlyList<Incident>> Twins(IQuerySession session, IReadOnlyList<FindingEvent> news, IncidentSettings settings,
        CancellationToken ct)
    {
        var findings = news.Select(one => one switch { FindingOpened opened => opened.Finding, FindingGrew grew => grew.Finding, _ => null })
            .OfType<Finding>().ToList();
        if (findings.Count == 0)
            return [];
        var causes = findings.Select(finding => finding.Cause).Distinct().ToArray();
        var keys = findings.Select(finding => finding.Scope.Key).Distinct().ToArray();
        var since = findings.Min(finding => finding.OpenedAt) - settings.LongestPause;
        return await session.Query<Incident>()
            .Where(incident => incident.Cause.IsOneOf(causes) && incident.Scope.Key.IsOneOf(keys)
                && (incident.ResolvedAt == null || incident.ResolvedAt >= since))
            .ToListAsync(ct);
    }

    private static async Task PutLoads(IncidentBook book, IQuerySession session, IncidentSettings settings, CancellationToken ct)
    {
        var routed = settings.Routes.SelectMany(route => route.Recipients).Concat(settings.LastResort)
            .Concat(settings.Plan.People.Select(Recipient.Of)).Select(recipient => recipient.Key());
        var told = book.Incidents.SelectMany(incident => incident.Pages).Select(page => page.To()).OfType<string>();
        foreach (var load in await session.LoadManyAsync<RecipientLoad>(ct, [.. routed.Concat(told).Distinct()]))
            book.Put(load);
    }
}
