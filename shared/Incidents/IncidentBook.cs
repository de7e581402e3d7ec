using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// One organisation's incidents in memory: gathers what a decision needs, has it decided, and applies what follows. A backtest
/// keeps one for the whole feed; Alerting fills one from its store for every transaction and stores what was touched. Not safe for
/// concurrent use.
/// </summary>
public sealed class IncidentBook(IncidentSettings settings)
{
    /// <summary>More steps than any policy has that could all be skipped for want of anybody on call.</summary>
    private const int MostAtOnce = 1000;

    private readonly Dictionary<string, Incident> _incidents = [];
    private readonly Dictionary<string, FindingTrack> _tracks = [];
    private readonly Dictionary<string, RecipientLoad> _loads = [];
    private readonly Dictionary<(string Cause, Scope Scope), string> _latest = [];

    /// <summary>All incidents that it knows, in the order in which it learned of them.</summary>
    public IReadOnlyCollection<Incident> Incidents => _incidents.Values;

    /// <summary>Ids of the incidents changed by <see cref="Take"/>, <see cref="Act"/> and <see cref="Sweep"/>.</summary>
    public HashSet<string> TouchedIncidents { get; } = [];
    public HashSet<string> TouchedTracks { get; } = [];
    public HashSet<string> TouchedLoads { get; } = [];

    /// <summary>Null: not known here.</summary>
    public Incident? FindIncident(string id) => _incidents.GetValueOrDefault(id);
    public FindingTrack? FindTrack(string findingId) => _tracks.GetValueOrDefault(findingId);
    public RecipientLoad? FindLoad(string key) => _loads.GetValueOrDefault(key);

    public void Put(Incident incident)
    {
        _incidents[incident.Id] = incident;
        if (incident.State != IncidentState.Merged && IsLater(incident, Twin(incident.Cause, incident.Scope)))
            _latest[(incident.Cause, incident.Scope)] = incident.Id;
    }

    public void Put(FindingTrack track) => _tracks[track.FindingId] = track;

    public void Put(RecipientLoad load) => _loads[load.Id] = load;

    /// <summary>Takes one finding event in.</summary>
    /// <param name="news">May repeat an earlier one, and may come in any order.</param>
    /// <param name="now">The clock of the one who pages; in a backtest the feed's own time.</param>
    /// <returns>What happened, decisions to page included, in its order; empty where the news were known.</returns>
    public IReadOnlyList<IncidentEvent> Take(FindingEvent news, DateTimeOffset now)
    {
        var track = FindTrack(news.FindingId);
        var finding = news switch { FindingOpened opened => opened.Finding, FindingGrew grew => grew.Finding, _ => null };
        var absorbedBy = (news as FindingClosed ?? track?.Ended)?.AbsorbedBy;
        var own = track?.IncidentId is { } id ? FindIncident(id) : null;
        var known = new Known(track, own, finding is null ? null : Twin(finding.Cause, finding.Scope), absorbedBy is null ? null : FindTrack(absorbedBy));
        var decided = IncidentDecider.Decide(news, known, settings);
        Keep(track, decided.Track);
        if (decided.Reserved is { } reserved)
            Keep(null, reserved);
        return decided.Events.Count == 0 ? [] : Act(decided.Events, now);
    }

    /// <summary>Applies events of one incident and decides who is told of them.</summary>
    /// <returns>The events, with the decisions behind them.</returns>
    public IReadOnlyList<IncidentEvent> Act(IReadOnlyList<IncidentEvent> events, DateTimeOffset now)
    {
        var incident = events.Aggregate(FindIncident(events[0].IncidentId), Incident.Evolve)!; // Evolve never returns null.
        List<IncidentEvent> all = [.. events];
        foreach (var happened in events)
        {
            var wider = happened is IncidentMerged merged ? FindIncident(merged.Into) : null;
            incident = Page(incident, PageDecider.Decide(incident, happened, wider, settings, now), all);
        }
        var started = events.SelectMany(happened => EscalationDecider.Start(incident, happened, settings, now)).DistinctBy(start => start.Policy).ToList();
        foreach (var start in started)
            incident = Apply(incident, start, all);
        if (started.Count > 0)
            incident = CatchUp(incident, now, all);
        Keep(incident);
        return all;
    }

    /// <summary>Decides what is due about an incident without any news: escalations, the ends of snoozes, windows and quiet hours.</summary>
    /// <returns>What happened; empty where nothing was due.</returns>
    public IReadOnlyList<IncidentEvent> Sweep(string incidentId, DateTimeOffset now)
    {
        if (FindIncident(incidentId) is not { } before)
            return [];
        List<IncidentEvent> all = [];
        var incident = CatchUp(before, now, all);
        if (all.Count > 0)
            Keep(incident);
        return all;
    }

    /// <summary>A step for which nobody is on call makes the next one due at once: hence the loop.</summary>
    private Incident CatchUp(Incident incident, DateTimeOffset now, List<IncidentEvent> all)
    {
        for (var round = 0; round == 0 || (round < MostAtOnce && incident.DueAt <= now); round++)
        {
            foreach (var due in EscalationDecider.Due(incident, settings, now))
            {
                incident = Apply(incident, due, all);
                incident = Page(incident, PageDecider.Decide(incident, due, null, settings, now), all);
            }
            incident = Page(incident, PageDecider.Revisit(incident, settings, now), all);
        }
        return incident;
    }

    private Incident Page(Incident incident, IReadOnlyList<PageDecided> drafts, List<IncidentEvent> all) =>
        drafts.Aggregate(incident, (state, draft) => Apply(state, draft.Send ? Throttled(draft) : draft, all));

    private static Incident Apply(Incident incident, IncidentEvent happened, List<IncidentEvent> all)
    {
        all.Add(happened);
        return Incident.Evolve(incident, happened);
    }

    private void Keep(Incident incident)
    {
        Put(incident);
        TouchedIncidents.Add(incident.Id);
    }

    private PageDecided Throttled(PageDecided draft)
    {
        var key = Recipient.KeyOf(draft.Channel ?? "", draft.Recipient ?? "");
        var (page, load) = Throttle.Take(draft, FindLoad(key) ?? new RecipientLoad { Id = key }, settings);
        Put(load);
        TouchedLoads.Add(key);
        return page;
    }

    private void Keep(FindingTrack? before, FindingTrack after)
    {
        if (before == after)
            return;
        Put(after);
        TouchedTracks.Add(after.FindingId);
    }

    private Incident? Twin(string cause, Scope scope) =>
        _latest.TryGetValue((cause, scope), out var id) && _incidents[id] is { } twin && twin.Cause == cause && twin.Scope == scope
            && twin.State != IncidentState.Merged ? twin : null;

    private static bool IsLater(Incident incident, Incident? other) =>
        other is null || incident.Lasts() || (!other.Lasts() && incident.ResolvedAt >= other.ResolvedAt);
}
