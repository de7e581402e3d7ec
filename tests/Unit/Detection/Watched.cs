using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Unit.Detection;

/// <summary>A detector that is fed, and what it said.</summary>
internal sealed class Watched
{
    private readonly List<FindingEvent> _said = [];

    public Watched(IEnumerable<TerminalRecord> fleet, DetectionSettings? settings = null)
    {
        Detector = new FleetDetector("org", settings ?? new DetectionSettings());
        foreach (var terminal in fleet)
            Detector.Apply(new TerminalRegistered { TerminalId = terminal.TerminalId, At = ScenarioFeed.Start, Terminal = terminal });
    }

    public FleetDetector Detector { get; set; }
    public IReadOnlyList<FindingEvent> Said => _said;

    public void Minute(int minute, IEnumerable<TerminalEvent> events)
    {
        var now = ScenarioFeed.Start.AddMinutes(minute);
        foreach (var observed in events)
            Detector.Observe(observed, now);
        _said.AddRange(Detector.Advance(now).Findings);
    }

    /// <summary>Cause, kind and key of every finding that was not absorbed, as it was last told.</summary>
    public List<string> Told()
    {
        var absorbed = _said.OfType<FindingClosed>().Where(closed => closed.End == FindingEnd.Absorbed).Select(closed => closed.FindingId).ToHashSet();
        return [.. _said.Where(news => !absorbed.Contains(news.FindingId)).GroupBy(news => news.FindingId)
            .Select(news => news.Select(one => (one as FindingOpened)?.Finding ?? (one as FindingGrew)?.Finding).Last(finding => finding is not null)!)
            .Select(finding => $"{finding.Cause} {Kind(finding.Scope.Kind)} {finding.Scope.Key}").Order(StringComparer.Ordinal)];
    }

    private static string Kind(ScopeKind kind) => kind == ScopeKind.CarrierRegion ? "carrier-region" : $"{kind}".ToLowerInvariant();
}
