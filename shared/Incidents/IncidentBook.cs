using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// One organisation's incidents in memory: gathers what a decision needs, has it decided, and applies what follows. A backtest
/// keeps one for the whole feed; Alerting fills one from its store for every transaction and stores what was touched. Not safe for
/// concurrent use.
/// </summary>
public sealed class IncidentBook(IncidentSettings settings)
{
    private readonly Dictionary<string, Incident> _incidents = [];
    private readonly Dictionary<string, FindingTrack> _tracks = [];
    private readonly Dictionary<string, RecipientLoad> _loads = [];
    private readonly Dictionary<(string Cause, Scope Scope), string> _latest = [];

    /// <summary>All incidents that it knows, in the order in which it learned of them.</summary>
    public IReadOnlyCollection<Incident> Incidents => _incidents.Values;

    /// <summary>Ids of the incidents changed by <see cref="Take"/> and <see cref="Act"/>.</summary>
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
            foreach (var draft in PageDecider.Decide(incident, happened, wider, settings, now))
            {
                var page = draft.Send ? Throttled(draft) : draft;
                incident = Incident.Evolve(incident, page);
                all.Add(page);
            }
        }
        Put(incident);
        TouchedIncidents.Add(incident.Id);
        return all;
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
