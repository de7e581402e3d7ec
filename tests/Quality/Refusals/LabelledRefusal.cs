using FleetWatch.Contracts;
using FleetWatch.Quality.Oracle;
using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Refusals;

/// <summary>One failure of which it is known what caused it.</summary>
/// <param name="Failure">As it was told.</param>
/// <param name="At">When that came.</param>
/// <param name="Cause">What had been put into the feed.</param>
/// <param name="Place">At most so many of an incident's failures are asked about, evenly over its time; this is the number of this one.</param>
internal sealed record LabelledRefusal(TransactionFailed Failure, DateTimeOffset At, string Cause, int Place)
{
    private const int OfEachIncident = 6;

    // The labelled feeds tell when an incident struck to the second below.
    private static readonly TimeSpan Exact = TimeSpan.FromSeconds(1);

    /// <summary>Of each incident some failures that it, and no other, can have struck: of its scope, at a moment at which it struck.</summary>
    public static IReadOnlyList<LabelledRefusal> Of(RecordedWeek week)
    {
        var records = week.Fleet.DistinctBy(terminal => terminal.TerminalId).ToDictionary(terminal => terminal.TerminalId);
        var failures = week.Feed.Where(one => one.Event is TransactionFailed).Select(one => (Failure: (TransactionFailed)one.Event, one.At))
            .ToLookup(one => Second(one.Failure.OccurredAt));
        var struck = week.Scenario.Truth.Incidents.SelectMany((incident, at) => incident.Hits
            .SelectMany(hit => failures[Second(hit)].Where(one => IsInside(incident.Scope, one.Failure, records) && IsAt(hit, one.Failure)))
            .DistinctBy(one => one.Failure.Id).Select(one => (one.Failure, one.At, Incident: at))).ToList();
        var claimed = struck.CountBy(one => one.Failure.Id).ToDictionary();
        return [.. struck.Where(one => claimed[one.Failure.Id] == 1).GroupBy(one => one.Incident)
            .SelectMany(one => Some(one.OrderBy(each => each.At).ToList()).Select((each, at) =>
                new LabelledRefusal(each.Failure, each.At, week.Scenario.Truth.Incidents[one.Key].Cause, at)))];
    }

    private static IEnumerable<T> Some<T>(List<T> all) => all.Count <= OfEachIncident ? all
        : Enumerable.Range(0, OfEachIncident).Select(at => all[at * (all.Count - 1) / (OfEachIncident - 1)]);

    private static long Second(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private static bool IsAt(DateTimeOffset hit, TransactionFailed failure) => hit.Ticks % TimeSpan.TicksPerSecond == 0
        ? failure.OccurredAt - hit < Exact : (failure.OccurredAt - hit).Duration() < TimeSpan.FromMilliseconds(2);

    private static bool IsInside(Scope scope, TransactionFailed failure, Dictionary<string, TerminalRecord> records) => scope.Kind switch
    {
        ScopeKind.Issuer => failure.Bin == scope.Key,
        ScopeKind.Card => failure.CardRef == scope.Key,
        ScopeKind.Terminal => failure.TerminalId == scope.Key,
        _ => records.TryGetValue(failure.TerminalId, out var record) && ScopedFeed.KeyOf(record, scope.Kind) == scope.Key,
    };
}
