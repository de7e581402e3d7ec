using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Which terminals run the newest software of their model, and what the others cost.</summary>
internal static class Compliance
{
    /// <summary>Sites on either side below which the spread between sites cannot be told.</summary>
    private const int FewestSites = 5;

    /// <summary>Several versions are compared at once, so each must be surer than one change would be.</summary>
    private const double Sure = 0.99;

    public static SoftwareFacts Of(WeekCount count)
    {
        var known = count.Terminals.Where(terminal => count.Week.Roster[terminal] is { Model: not null, LatestVersion: not null } && count.Week.VersionOf(terminal) is not null).ToList();
        var groups = known.GroupBy(terminal => (Model: count.Week.Roster[terminal].Model!, Version: count.Week.VersionOf(terminal)!, Newest: count.Week.Roster[terminal].LatestVersion!)) // Filtered just before.
            .ToList();
        var outdated = groups.Where(group => group.Key.Version != group.Key.Newest).Select(group =>
            Facts(count, group.Key, [.. group], [.. groups.Where(other => other.Key.Model == group.Key.Model && other.Key.Version == group.Key.Newest).SelectMany(other => other)]));
        return new SoftwareFacts(known.Count, groups.Where(group => group.Key.Version == group.Key.Newest).Sum(group => group.Count()),
            [.. outdated.OrderByDescending(one => one.Cost.TurnedAway).ThenByDescending(one => one.Terminals)
                .ThenBy(one => $"{one.Model}/{one.Version}", StringComparer.Ordinal)]);
    }

    private static VersionFacts Facts(WeekCount count, (string Model, string Version, string Newest) version, List<int> terminals, List<int> newest)
    {
        var groups = terminals.Select(terminal => (Site: SiteOf(count, terminal), Old: terminal, New: -1))
            .Concat(newest.Select(terminal => (Site: SiteOf(count, terminal), Old: -1, New: terminal)))
            .GroupBy(one => one.Site).Select(site => Pair(count, [.. site])).ToList();
        var scope = new Scope(ScopeKind.Version, $"{version.Model}/{version.Version}");
        return new VersionFacts
        {
            Model = version.Model,
            Version = version.Version,
            Newest = version.Newest,
            Terminals = terminals.Count,
            Attempts = (int)groups.Sum(group => group.OutOfNow),
            Technical = (int)groups.Sum(group => group.Now),
            NewestAttempts = (int)groups.Sum(group => group.OutOfBefore),
            NewestTechnical = (int)groups.Sum(group => group.Before),
            Against = Enough(groups.Count(group => group.OutOfNow > 0), groups.Count(group => group.OutOfBefore > 0)) ? RateChange.Of(Sure, groups) : RateChange.Unknown,
            Cost = count.Costs.Where(one => one.Trouble.Scope == scope).Aggregate(new Cost(), (sum, one) => sum + one.Cost),
        };
    }

    private static string SiteOf(WeekCount count, int terminal) => count.Week.Roster[terminal].SiteId ?? count.Week.Roster[terminal].TerminalId;

    private static bool Enough(int old, int newer) => old >= FewestSites && newer >= FewestSites;

    // Without the incidents: a frozen merchant is no fault of the version that runs there.
    private static int Own(WeekCount count, int terminal) => count.Attribution.Own[terminal]?.Failures ?? 0;

    private static RatePair Pair(WeekCount count, List<(string Site, int Old, int New)> site)
    {
        var (old, newer) = (site.Where(one => one.Old >= 0).ToList(), site.Where(one => one.New >= 0).ToList());
        return new RatePair(newer.Sum(one => Own(count, one.New)), newer.Sum(one => count.Totals[one.New].Attempts),
            old.Sum(one => Own(count, one.Old)), old.Sum(one => count.Totals[one.Old].Attempts));
    }
}
