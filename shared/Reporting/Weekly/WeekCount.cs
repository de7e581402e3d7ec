using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Presence;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Weekly;

/// <summary>Everything counted that a report of one scope says: the parts of the report only divide and order it.</summary>
internal sealed class WeekCount
{
    public WeekCount(WeekFacts before, WeekFacts week, FleetPresence presenceBefore, FleetPresence presence, IReadOnlyList<Trouble> troubles, ReportScope scope)
    {
        (Before, Week, PresenceBefore, Presence, Scope) = (before, week, presenceBefore, presence, scope);
        Included = [.. Enumerable.Range(0, week.Roster.Count).Select(terminal => scope.Holds(week.Roster[terminal]))];
        Totals = new WeekTotals(week, terminal => Included[terminal], Everyday(week));
        TotalsBefore = new WeekTotals(before, terminal => Included[terminal], Everyday(before));
        var earlier = Spans.Sum(this, presenceBefore);
        HasBefore = earlier.AvailableMinutes > 0 && earlier.UnknownMinutes * 2 <= earlier.OpenMinutes;
        Troubles = [.. troubles.Where(one => one.StartedAt < week.Week.To && !one.Merged)];
        var costly = Troubles.Where(one => one.Scope.Kind is not (ScopeKind.Card or ScopeKind.Unknown) && !one.Withdrawn && (one.ResolvedAt is not { } end || end > week.Week.From));
        Attribution = new Attribution(week, Totals, presence, [.. costly], terminal => Included[terminal], Everyday(week));
        Costs = [.. Attribution.Troubles.Where(one => one.Cost.Failures > 0 || one.Cost.SilentMinutes > 0 || Touches(one.Trouble.Scope))];
    }

    public WeekFacts Before { get; }
    public WeekFacts Week { get; }
    public FleetPresence PresenceBefore { get; }
    public FleetPresence Presence { get; }
    public ReportScope Scope { get; }
    public bool[] Included { get; }
    public WeekTotals Totals { get; }
    public WeekTotals TotalsBefore { get; }
    public Attribution Attribution { get; }

    /// <summary>Incidents that had begun when the week ended, earlier ones included.</summary>
    public IReadOnlyList<Trouble> Troubles { get; }

    /// <summary>Incidents that lasted in the week and concern the scope, with what they cost in it.</summary>
    public IReadOnlyList<(Trouble Trouble, Cost Cost)> Costs { get; }

    /// <summary>Whether enough is known of the week before to compare with it: at least half of the open minutes.</summary>
    public bool HasBefore { get; }

    public IEnumerable<int> Terminals => Enumerable.Range(0, Included.Length).Where(terminal => Included[terminal]);

    /// <summary>Whether a terminal of the report is in the scope; a scope that names cards, not places, is not said to be.</summary>
    public bool Touches(Scope scope) => scope.Kind == ScopeKind.Fleet || Terminals.Any(terminal => IsIn(terminal, scope));

    /// <summary>Terminals of the report in the scope.</summary>
    public int TerminalsIn(Scope scope) => scope.Kind is ScopeKind.Fleet or ScopeKind.Issuer ? Terminals.Count() : Terminals.Count(terminal => IsIn(terminal, scope));

    public bool IsIn(int terminal, Scope scope)
    {
        var record = Week.Roster[terminal];
        return scope.Kind switch
        {
            ScopeKind.Terminal => record.TerminalId == scope.Key,
            ScopeKind.Site => record.SiteId == scope.Key,
            ScopeKind.Merchant => record.MerchantId == scope.Key,
            ScopeKind.Version => $"{record.Model}/{Week.VersionOf(terminal)}" == scope.Key,
            ScopeKind.CarrierRegion => $"{record.Carrier}/{record.Region}" == scope.Key,
            ScopeKind.Carrier => record.Carrier == scope.Key,
            ScopeKind.Region => record.Region == scope.Key,
            _ => false,
        };
    }

    private static bool[] Everyday(WeekFacts facts) =>
        [.. Enumerable.Range(0, facts.Families.Count).Select(family => RefusalFamily.IsEveryday(facts.Families[family]))];
}
