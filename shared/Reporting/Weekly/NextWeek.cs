using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Weekly;

/// <summary>
/// What to do next week, by what it would save: a lasting trouble costs next week what it cost a day so far; a version, a repeat offender or a place
/// that fails by itself costs what it did this week.
/// </summary>
internal static class NextWeek
{
    private const int Listed = 7;

    public static IReadOnlyList<ActionFacts> Of(WeekCount count, IReadOnlyList<PlaceFacts> sites, IReadOnlyList<PlaceFacts> terminals, SoftwareFacts software,
        IReadOnlyList<OffenderFacts> offenders)
    {
        List<ActionFacts> all =
        [
            .. count.Costs.Where(one => one.Trouble.ResolvedAt is null).Select(one => new ActionFacts(ActionKind.Mend, one.Trouble.Scope,
                one.Trouble.Cause, count.TerminalsIn(one.Trouble.Scope), AWeek(one.Cost, Days(count, one.Trouble)), one.Trouble.Id, null)),
            .. software.Outdated.Select(one => new ActionFacts(ActionKind.Update, new Scope(ScopeKind.Version, $"{one.Model}/{one.Version}"),
                Causes.OutdatedSoftware, one.Terminals, one.Cost + Beyond(one), null, one.Newest)),
            .. offenders.Select(one => new ActionFacts(ActionKind.LookInto, one.Scope, one.Causes[0], count.TerminalsIn(one.Scope), one.Cost, null, null)),
            .. sites.Concat(terminals).Where(place => place.Causes.Count == 0).Select(place => new ActionFacts(ActionKind.Inspect, place.Scope, "", place.Terminals,
                place.Cost, null, null)),
        ];
        return [.. all.Where(one => one.Saves.TurnedAway >= 1).OrderByDescending(one => one.Saves.TurnedAway).ThenBy(one => one.Kind)
            .ThenBy(one => one.Scope.Key, StringComparer.Ordinal).DistinctBy(one => one.Scope).Take(Listed)];
    }

    private static double Days(WeekCount count, Trouble trouble)
    {
        var from = trouble.StartedAt > count.Week.Week.From ? trouble.StartedAt : count.Week.Week.From;
        return Math.Max(1, (count.Week.Week.To - from).TotalDays);
    }

    private static Cost AWeek(Cost cost, double days) => new()
    {
        Failures = (int)Math.Round(cost.Failures * 7 / days),
        Customers = (int)Math.Round(cost.Customers * 7 / days),
        SilentMinutes = (int)Math.Round(cost.SilentMinutes * 7 / days),
        MissedAttempts = Math.Round(cost.MissedAttempts * 7 / days, 1),
        Amounts = [.. cost.Amounts.Select(money => new Money(money.Currency, (long)Math.Round(money.FailedMinor * 7 / days), (long)Math.Round(money.MissedMinor * 7 / days)))],
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
