using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;

namespace FleetWatch.Simulator.Explain;

/// <summary>The case of one failure, from a recorded feed: what Analysis would have stored around it, and what it would have found.</summary>
internal sealed class FeedEvidence(IReadOnlyList<TerminalRecord> fleet, string eventsPath)
{
    /// <exception cref="UnusableInputException">There is no such failure, or several terminals have one of this id.</exception>
    public async Task<RefusalCase> AboutAsync(Question question, CancellationToken ct)
    {
        FeedFile.OpenRaw(eventsPath).Dispose();
        var failure = await FindAsync(question, ct);
        var (_, until) = LookedAt.Around(failure.OccurredAt);
        var gathered = new Gathering(failure.OccurredAt, until);
        var rehearsal = new Rehearsal(fleet, new BacktestSettings(), gathered.Hear);
        await foreach (var batch in new EventFeed(eventsPath).ReadAsync(ct))
        {
            foreach (var next in batch)
            {
                rehearsal.Take(next);
                gathered.Take(next, rehearsal.Until!.Value); // An event was taken: the feed's clock runs.
            }
            if (rehearsal.Until > until)
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
}
