using FleetWatch.Quality.Yardsticks;

namespace FleetWatch.Quality.Oracle;

/// <summary>The product's delay beside the oracle's, incident by incident, both in affected events; those that both found.</summary>
internal sealed record OracleDelays(int Seen, int FoundByOracle, int FoundByBoth, IReadOnlyList<OracleDelay> Pairs)
{
    public static OracleDelays Of(RecordedWeek week)
    {
        var (rates, scopes) = (new FleetRates(week), new ScopeCount(week));
        var pages = Scorer.Pages(week.Scenario, week.Fleet, week.Told);
        var (seen, oracle, pairs) = (0, 0, new List<OracleDelay>());
        foreach (var trouble in week.Scenario.Truth.Incidents.Where(Scorer.CanBeSeen))
        {
            var feed = new ScopedFeed(week, trouble.Scope, rates);
            if (KnownTrouble.Of(trouble, feed, week, scopes) is not { } known)
                continue;
            seen++;
            if (known.Delay(feed, byTheRules: false) is not { } theirs)
                continue;
            oracle++;
            if (pages.FirstOrDefault(page => page.Of == trouble && page.Page.Cause == trouble.Cause) is { } page)
                pairs.Add(new(trouble.Cause, trouble.Hits.Count(hit => hit <= page.Page.OpenedAt), theirs, known.Delay(feed, byTheRules: true)));
        }
        return new OracleDelays(seen, oracle, pairs.Count, pairs);
    }

    public static OracleDelays Sum(IEnumerable<OracleDelays> weeks) => weeks.Aggregate((one, other) =>
        new OracleDelays(one.Seen + other.Seen, one.FoundByOracle + other.FoundByOracle, one.FoundByBoth + other.FoundByBoth, [.. one.Pairs, .. other.Pairs]));
}

/// <summary>One incident's delays in affected events.</summary>
/// <param name="Cause">What it was.</param>
/// <param name="Ours">The product's.</param>
/// <param name="Oracle">The oracle's, as soon as it is sure.</param>
/// <param name="ByTheRules">The oracle's that keeps to the rules of a page; null: never so sure by them.</param>
internal sealed record OracleDelay(string Cause, int Ours, int Oracle, int? ByTheRules);
