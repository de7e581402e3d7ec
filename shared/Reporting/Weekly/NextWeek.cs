using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Weekly;

/// <summary>
/// What to do next week, by what it would save: a trouble that lasts and showed in the last day of the week costs next week what it cost a day so far; a version, a repeat offender or a place
/// that fails by itself costs what it did this week, the latter only what it did beyond the others.
/// </summary>
internal static class NextWeek
{
    private const int Listed = 7;

    /// <summary>An incident that nobody ended and that has not shown for so long is not said to go on.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    public static IReadOnlyList<ActionFacts> Of(WeekCount count, IReadOnlyList<PlaceFacts> sites, IReadOnlyList<PlaceFacts> terminals, SoftwareFacts software,
        IReadOnlyList<OffenderFacts> offenders)
    {
        var seen = count.Attribution.LastSeen;
        List<ActionFacts> all =
        [
            .. count.Costs.Where(one => one.Trouble.ResolvedAt is null && seen.TryGetValue(one.Trouble.Id, out var last) && count.Week.Week.To - last <= Quiet)
                .Select(one => new ActionFacts(ActionKind.Mend, one.Trouble.Scope,
                one.Trouble.Cause, count.TerminalsIn(one.Trouble.Scope), AWeek(one.Cost, Days(count, one.Trouble)), one.Trouble.Id, null)),
            .. software.Outdated.Select(one => new ActionFacts(ActionKind.Update, new Scope(ScopeKind.Version, $"{one.Model}/{one.Version}"),
                Causes.OutdatedSoftware, one.Terminals, one.Cost + Beyond(one), null, one.Newest)),
            .. offenders.Select(one => new ActionFacts(ActionKind.LookInto, one.Scope, one.Causes[0], count.TerminalsIn(one.Scope), one.Cost, null, null)),
            .. Unexplained(count, sites, terminals).Select(place => new ActionFacts(ActionKind.Inspect, place.Scope, "", place.Terminals,
                Part(place.Cost, place.MoreThanLuck / Math.Max(1, place.Cost.TurnedAway)), null, null)),
        ];
        return [.. all.Where(one => one.Saves.TurnedAway >= 1).OrderByDescending(one => one.Saves.TurnedAway).ThenBy(one => one.Kind)
            .ThenBy(one => one.Scope.Key, StringComparer.Ordinal).DistinctBy(one => one.Scope).Take(Listed)];
    }

    // A site and one of its terminals are one place to drive to: the terminal, where it is most of it.
    private static IEnumerable<PlaceFacts> Unexplained(WeekCount count, IReadOnlyList<PlaceFacts> sites, IReadOnlyList<PlaceFacts> terminals)
    {
        var lone = terminals.Where(place => place.Causes.Count == 0).ToLookup(place => count.Week.Roster[count.Week.Roster.NumberOf(place.Scope.Key)].SiteId ?? "");
        var whole = sites.Where(place => place.Causes.Count == 0 && lone[place.Scope.Key].Sum(one => one.MoreThanLuck) * 2 < place.MoreThanLuck).ToList();
        return [.. whole, .. lone.Where(site => whole.TrueForAll(place => place.Scope.Key != site.Key)).SelectMany(site => site)];
    }

    private static double Days(WeekCount count, Trouble trouble)
    {
        var from = trouble.StartedAt > count.Week.Week.From ? trouble.StartedAt : count.Week.Week.From;
        return Math.Max(1, (count.Week.Week.To - from).TotalDays);
    }

    private static Cost AWeek(Cost cost, double days) => Part(cost, 7 / days);

    private static Cost Part(Cost cost, double share) => new()
    {
        Failures = (int)Math.Round(cost.Failures * share),
        Customers = (int)Math.Round(cost.Customers * share),
        SilentMinutes = (int)Math.Round(cost.SilentMinutes * share),
        MissedAttempts = Math.Round(cost.MissedAttempts * share, 1),
        Amounts = [.. cost.Amounts.Select(money => new Money(money.Currency, (long)Math.Round(money.FailedMinor * share), (long)Math.Round(money.MissedMinor * share)))],
    };

    // Failures beyond the newest version's rate, where they are more than noise; those of its incidents are counted apart.
    private static Cost Beyond(VersionFacts version)
    {
        if (version.Against is not { Verdict: ChangeVerdict.Rose, Before: { } newest, Now: { } old })
            return new Cost();
        var beyond = (int)Math.Round(Math.Max(0, (old - newest) * version.Attempts));
        return new Cost { Failures = beyond, Customers = beyond };
    }
}
