using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Quality;

/// <summary>
/// The rules of the labelled feeds: an incident that touched at least 8 events can be seen; it is found by the first page that names
/// its scope, or one of exactly the same terminals, from its start to an hour after its end. Further pages for it are repeats, pages
/// for a part of it are parts, what is left is false.
/// </summary>
internal static class Scorer
{
    private const int LeastAffected = 8;
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(1);

    public static Score Of(Scenario scenario, IReadOnlyList<TerminalRecord> fleet, IEnumerable<Incident> incidents)
    {
        var pages = Pages(scenario, fleet, incidents);
        var (found, right, minutes, events) = (0, 0, new List<double>(), new List<int>());
        var seen = scenario.Truth.Incidents.Where(CanBeSeen).ToList();
        foreach (var incident in seen)
        {
            var mine = pages.Where(page => page.Of == incident).Select(page => page.Page).ToList();
            found += mine.Count > 0 ? 1 : 0;
            if (mine.Find(page => page.Cause == incident.Cause) is not { } named)
                continue;
            right++;
            if (incident.Hits.Count == 0)
                continue;
            minutes.Add((named.OpenedAt - incident.Hits[0]).TotalMinutes);
            events.Add(incident.Hits.Count(hit => hit <= named.OpenedAt));
        }
        return new Score(seen.Count, found, right, pages.Count, Count(PageVerdict.First), Count(PageVerdict.Repeat), Count(PageVerdict.Part),
            Count(PageVerdict.False), scenario.Truth.Terminals / 1000.0 * scenario.Truth.Days / 7, minutes, events);

        int Count(PageVerdict kind) => pages.Count(page => page.Kind == kind);
    }

    public static bool CanBeSeen(TrueIncident incident) => incident.Affected >= LeastAffected;

    /// <summary>Every page in its order, and what it was worth.</summary>
    public static IReadOnlyList<JudgedPage> Pages(Scenario scenario, IReadOnlyList<TerminalRecord> fleet, IEnumerable<Incident> incidents)
    {
        var members = Members(fleet);
        var told = new HashSet<TrueIncident>();
        return [.. incidents.Where(incident => incident.Page).OrderBy(incident => incident.OpenedAt).Select(page => Match(scenario.Truth, page) is { } of
            ? new JudgedPage(page, told.Add(of) ? PageVerdict.First : PageVerdict.Repeat, of)
            : new JudgedPage(page, scenario.Truth.Incidents.Any(incident => IsPart(members, page, incident)) ? PageVerdict.Part : PageVerdict.False, null))];
    }

    private static TrueIncident? Match(Truth truth, Incident page)
    {
        var fits = truth.Incidents.Where(incident => (incident.Scope == page.Scope || incident.Accept.Contains(page.Scope)) && During(page, incident)).ToList();
        return fits.Find(incident => incident.Cause == page.Cause) ?? fits.FirstOrDefault();
    }

    private static bool During(Incident page, TrueIncident incident) => page.OpenedAt >= incident.Start && page.OpenedAt <= incident.End + Afterwards;

    private static bool IsPart(Dictionary<Scope, HashSet<string>> members, Incident page, TrueIncident incident) =>
        During(page, incident) && incident.Scope.Kind != ScopeKind.Issuer && members.TryGetValue(page.Scope, out var mine)
        && members.TryGetValue(incident.Scope, out var whole) && mine.IsProperSubsetOf(whole);

    private static Dictionary<Scope, HashSet<string>> Members(IReadOnlyList<TerminalRecord> fleet)
    {
        var members = new Dictionary<Scope, HashSet<string>>();
        foreach (var terminal in fleet)
        {
            foreach (var (kind, key) in new (ScopeKind, string?)[]
            {
                (ScopeKind.Terminal, terminal.TerminalId), (ScopeKind.Site, terminal.SiteId), (ScopeKind.Merchant, terminal.MerchantId),
                (ScopeKind.Region, terminal.Region), (ScopeKind.Carrier, terminal.Carrier),
                (ScopeKind.CarrierRegion, $"{terminal.Carrier}/{terminal.Region}"), (ScopeKind.Version, $"{terminal.Model}/{terminal.SoftwareVersion}"),
            })
            {
                var scope = new Scope(kind, key ?? "");
                if (!members.TryGetValue(scope, out var group))
                    members[scope] = group = [];
                group.Add(terminal.TerminalId);
            }
        }
        return members;
    }
}
