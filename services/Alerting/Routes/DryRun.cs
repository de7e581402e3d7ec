using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.OnCall;

namespace FleetWatch.Alerting.Routes;

/// <summary>Plays an incident that nobody acknowledges through the real decisions, without keeping anything: whom it would page, when, and why.</summary>
internal static class DryRun
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(1);

    public static RouteTrial Play(Finding finding, IncidentSettings settings, DateTimeOffset now)
    {
        var book = new IncidentBook(settings);
        List<IncidentEvent> events =
        [
            .. book.Take(new FindingOpened { FindingId = finding.FindingId, Organisation = finding.Organisation, At = now, Finding = finding }, now),
        ];
        var incident = book.Incidents.Single();
        var id = incident.Id;
        while (book.FindIncident(id)!.DueAt is { } due && due <= now + Horizon)
            events.AddRange(book.Sweep(id, due));
        return new RouteTrial
        {
            Routes = [.. Considered(incident, settings)],
            Pages = [.. events.OfType<PageDecided>().Select(page => Shown(page, settings))],
            Windows = [.. settings.Plan.Windows.Select(window => Covering(window, incident, now)).OfType<CoveringWindow>()],
        };
    }

    private static IEnumerable<ConsideredRoute> Considered(Incident incident, IncidentSettings settings)
    {
        var taken = Routing.Routes(incident, settings).ToList();
        foreach (var route in settings.Routes)
        {
            var reasons = incident.Notify.Select(audience => RouteMatch.Refuses(route, incident, audience)).ToList();
            var reason = taken.Contains(route) ? null : reasons.Contains(null) ? "a route before it took the incident"
                : $"{reasons.FirstOrDefault(one => one != nameof(PageRoute.Audiences)) ?? reasons.FirstOrDefault() ?? nameof(PageRoute.Audiences)} does not match";
            yield return new ConsideredRoute(route.Name, reason is null, reason);
        }
        foreach (var team in taken.Except(settings.Routes))
            yield return new ConsideredRoute(team.Name, true, null);
    }

    private static CoveringWindow? Covering(Window window, Incident incident, DateTimeOffset now) =>
        window.Covers(incident.Cause, incident.Scope, incident.Place, now) is { } end ? new CoveringWindow(window.Id, window.Reason, end) : null;

    private static TrialPage Shown(PageDecided page, IncidentSettings settings) => new()
    {
        At = page.DueAt is { } due && page.Send ? due : page.At,
        Send = page.Send,
        Reason = page.Reason,
        Who = page.Recipient is null ? null : settings.Find(page.Channel!, page.Recipient)?.Name ?? page.Recipient,
        Channel = page.Channel,
        Address = page.Recipient,
        Via = page.Via,
        Window = page.Window,
        Until = page.Send ? null : page.DueAt,
    };
}
