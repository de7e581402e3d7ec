using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;

namespace FleetWatch.Reporting.Weekly;

/// <summary>
/// The worst places: by what their own incidents cost, and by what they fail beyond the others without an incident, of which only the part counts
/// that is there with 99 % for all places together (Bonferroni). So a small shop with one bad afternoon is not listed.
/// </summary>
internal static class Ranking
{
    private const int Listed = 10;
    private const double FalseListings = 0.01;
    private const double NinetyPercent = 1.6448536269514722;

    /// <summary>Silence without an incident that a place must have before it is listed for it.</summary>
    private const int WorthTelling = 240;

    /// <summary>Places differ, and one that does a little worse every day is none that anybody could mend: without an incident it must certainly fail twice as often as the others.</summary>
    private const double WorthCalling = 2;

    /// <summary>Customers beyond luck in the week that make a place without an incident worth a manager's look: bursts of one till's retries leave a few.</summary>
    private const double WorthALook = 5;

    public static IReadOnlyList<PlaceFacts> Sites(WeekCount count) => Of(count, ScopeKind.Site,
        count.Terminals.Where(terminal => count.Week.Roster[terminal].SiteId is not null).GroupBy(terminal => count.Week.Roster[terminal].SiteId!)); // Filtered just before.

    public static IReadOnlyList<PlaceFacts> Terminals(WeekCount count) => Of(count, ScopeKind.Terminal,
        count.Terminals.GroupBy(terminal => count.Week.Roster[terminal].TerminalId));

    private static List<PlaceFacts> Of(WeekCount count, ScopeKind kind, IEnumerable<IGrouping<string, int>> groups)
    {
        var places = groups.Select(group => Tally.Of(count, new Scope(kind, group.Key), [.. group])).ToList();
        var rate = places.Sum(place => (double)place.Own.Customers) / Math.Max(1, places.Sum(place => (double)place.Attempts));
        var shrinkage = new Shrinkage(places.Select(place => ((double)place.Own.Customers, place.Attempts * rate)));
        var z = Distributions.NormalQuantile(FalseListings / Math.Max(1, places.Count));
        return [.. places.Select(place => Facts(count, place, shrinkage, place.Attempts * rate, z))
            .Where(place => place.MoreThanLuck > 0)
            .OrderByDescending(place => place.MoreThanLuck).ThenBy(place => place.Scope.Key, StringComparer.Ordinal).Take(Listed)
            .Select(place => place with { Causes = CausesAt(count, place.Scope) })];
    }

    private static List<string> CausesAt(WeekCount count, Scope place)
    {
        var terminals = count.Terminals.Where(terminal => count.IsIn(terminal, place)).ToList();
        return [.. count.Costs.Where(one => one.Trouble.Scope.Kind is ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant
            && terminals.Exists(terminal => count.IsIn(terminal, one.Trouble.Scope))).Select(one => one.Trouble.Cause).Distinct()];
    }

    private static PlaceFacts Facts(WeekCount count, Tally place, Shrinkage shrinkage, double expected, double z)
    {
        var record = count.Week.Roster[place.Terminals[0]];
        var failures = place.Own.Customers;
        var sure = expected > 0 ? shrinkage.AtLeast(failures, expected, z) : 0;
        var beyond = sure < WorthCalling ? 0 : (sure - 1) * expected;
        var silent = place.Own.SilentMinutes >= WorthTelling * place.Terminals.Count ? place.Own.MissedAttempts : 0;
        return new PlaceFacts
        {
            Scope = place.Scope,
            Name = place.Scope.Kind == ScopeKind.Site ? record.SiteName : null,
            Merchant = record.MerchantId,
            Terminals = place.Terminals.Count,
            Attempts = place.Attempts,
            Technical = place.Technical,
            Cost = place.Local + place.Own,
            MoreThanLuck = Math.Round(place.Local.TurnedAway + (beyond < WorthALook ? 0 : beyond) + silent, 1),
            Factor = Math.Round(shrinkage.Factor(failures, expected), 2),
            FactorLow = Math.Round(shrinkage.AtLeast(failures, expected, NinetyPercent), 2),
            FactorHigh = Math.Round(shrinkage.AtMost(failures, expected, NinetyPercent), 2),
            Causes = [],
        };
    }

    private sealed record Tally(Scope Scope, List<int> Terminals, int Attempts, int Technical, Cost Own, Cost Local)
    {
        public static Tally Of(WeekCount count, Scope scope, List<int> terminals)
        {
            Cost Sum(CostSum?[] of) => terminals.Select(terminal => of[terminal]).OfType<CostSum>().Aggregate(new Cost(), (sum, one) => sum + one.Total());
            var (attempts, technical) = (0, 0);
            foreach (var terminal in terminals)
            {
                attempts += Math.Max(count.Totals[terminal].Attempts, count.Totals[terminal].Failures);
                technical += count.Totals[terminal].Technical;
            }
            return new Tally(scope, terminals, attempts, technical, Sum(count.Attribution.Own), Sum(count.Attribution.Local));
        }
    }
}
