using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;

namespace FleetWatch.Simulator.Explain;

/// <summary>The case of one failure, from a recorded feed: what Analysis would have stored around it, and what it would have found.</summary>
internal sealed class FeedEvidence(IReadOnlyList<TerminalRecord> fleet, string eventsPath)
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(26);
    private static readonly TimeSpan After = TimeSpan.FromHours(3);

    /// <exception cref="UnusableInputException">There is no such failure, or several terminals have one of this id.</exception>
    public async Task<RefusalCase> AboutAsync(Question question, CancellationToken ct)
    {
        FeedFile.OpenRaw(eventsPath).Dispose();
        var failure = await FindAsync(question, ct);
        var gathered = new Gathering(failure.OccurredAt - Before, failure.OccurredAt + After);
        var rehearsal = new Rehearsal(fleet, new BacktestSettings(), gathered.Hear);
        await foreach (var batch in new EventFeed(eventsPath).ReadAsync(ct))
        {
            foreach (var next in batch)
            {
                rehearsal.Take(next);
                gathered.Take(next);
            }
            if (rehearsal.Until > failure.OccurredAt + After)
                break;
        }
        rehearsal.End();
        return gathered.Case(failure, fleet);
    }

    private async Task<TransactionFailed> FindAsync(Question question, CancellationToken ct)
    {
        var found = new List<(TransactionFailed Failure, TimeSpan Apart)>();
        await foreach (var batch in new EventFeed(eventsPath).ReadAsync(ct))
            foreach (var one in batch.OfType<TransactionFailed>())
                if (question.Distance(one) is { } apart)
                    found.Add((one, apart));
        if (found.Count == 0)
            throw new UnusableInputException(Texts.Of("explain-not-found", question, eventsPath));
        var terminals = found.Select(one => one.Failure.TerminalId).Distinct().Order(StringComparer.Ordinal).ToList();
        return terminals.Count == 1 ? found.MinBy(one => one.Apart).Failure
            : throw new UnusableInputException(Texts.Of("explain-several", question, string.Join(", ", terminals)));
    }

    /// <summary>What lies around the failure, without the heartbeats: the detector's own hourly lines stand for them.</summary>
    private sealed class Gathering(DateTimeOffset from, DateTimeOffset until)
    {
        private readonly List<TerminalEvent> _around = [];
        private readonly List<TerminalFact> _facts = [];
        private readonly Dictionary<string, Finding> _open = [];
        private int _read;

        public void Take(TerminalEvent next)
        {
            if (next.OccurredAt < from || next.OccurredAt > until)
                return;
            _read++;
            if (next is not TerminalHeartbeat)
                _around.Add(next);
        }

        public void Hear(DetectionOutput found, DateTimeOffset now)
        {
            _facts.AddRange(found.Facts.Where(fact => fact.At >= from && fact.At <= until));
            foreach (var news in found.Findings)
            {
                if (news is FindingOpened opened)
                    _open[news.FindingId] = opened.Finding;
                else if (news is FindingGrew grew)
                    _open[news.FindingId] = grew.Finding;
                // What ended after the failure was still open when it happened.
                else if (now < until - After - Scene)
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
                Looked = new LookedAt(from, until, _read),
            };
        }

        private static readonly TimeSpan Scene = TimeSpan.FromMinutes(10);
    }
}
