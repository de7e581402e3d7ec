using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Explaining.Refusals;

namespace FleetWatch.Simulator.Explain;

/// <summary>What is known around one failure by a moment of the feed's time, without the heartbeats: the detector's own hourly lines stand for them.</summary>
/// <param name="at">When it failed.</param>
/// <param name="until">What comes later, by whatever clock, is not known yet.</param>
internal sealed class Gathering(DateTimeOffset at, DateTimeOffset until)
{
    private static readonly TimeSpan JustBefore = TimeSpan.FromMinutes(10);
    private readonly DateTimeOffset _from = LookedAt.Around(at).From;
    private readonly List<TerminalEvent> _around = [];
    private readonly List<TerminalFact> _facts = [];
    private readonly Dictionary<string, Finding> _open = [];
    private DateTimeOffset? _now;
    private int _read;

    /// <param name="next">In the order in which it comes.</param>
    /// <param name="now">The feed's time.</param>
    public void Take(TerminalEvent next, DateTimeOffset now)
    {
        if (now > until)
            return;
        _now = now;
        if (next.OccurredAt < _from || next.OccurredAt > until)
            return;
        _read++;
        if (next is not TerminalHeartbeat)
            _around.Add(next);
    }

    public void Hear(DetectionOutput found, DateTimeOffset now)
    {
        if (now > until)
            return;
        _facts.AddRange(found.Facts.Where(fact => fact.At >= _from && fact.At <= until));
        foreach (var news in found.Findings)
        {
            if (news is FindingOpened opened)
                _open[news.FindingId] = opened.Finding;
            else if (news is FindingGrew grew)
                _open[news.FindingId] = grew.Finding;
            // What ended after the failure was still open when it happened.
            else if (now < at - JustBefore)
                _open.Remove(news.FindingId);
        }
    }

    public RefusalCase Case(TransactionFailed failure, IReadOnlyList<TerminalRecord> fleet)
    {
        var byId = fleet.DistinctBy(terminal => terminal.TerminalId).ToDictionary(terminal => terminal.TerminalId);
        var mine = byId.GetValueOrDefault(failure.TerminalId);
        return new RefusalCase
        {
            Failure = failure,
            Fleet = byId,
            Around = _around,
            Facts = _facts,
            Findings = [.. _open.Values],
            VersionShare = mine?.Model is null ? null : (double)fleet.Count(other => other.Model == mine.Model && other.SoftwareVersion == mine.SoftwareVersion) / fleet.Count,
            Looked = new LookedAt(_from, _now ?? at, _read),
        };
    }
}
