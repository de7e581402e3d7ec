using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>
/// The pages that a yardstick would send: one each time an alarm begins to stand, not again within four hours, and none for a terminal or a
/// site while the same class has one standing at a scope that holds it, as inhibition rules would have it.
/// </summary>
internal static class YardstickPages
{
    private static readonly int Repeat = (int)(TimeSpan.FromHours(4) / CellTable.Step);
    private static readonly ScopeKind[] WideFirst = [ScopeKind.Region, ScopeKind.CarrierRegion, ScopeKind.Version, ScopeKind.Issuer, ScopeKind.Merchant, ScopeKind.Site, ScopeKind.Terminal];

    public static IReadOnlyList<Incident> Of(Yardstick yardstick, CellTable table, IReadOnlyList<TerminalRecord> fleet)
    {
        var pages = new List<Incident>();
        var standing = new Dictionary<(FailureClass, Scope), bool[]>();
        var homes = fleet.ToDictionary(terminal => terminal.TerminalId);
        var rates = table.Cells.Select(cell => cell.Class).Distinct().ToDictionary(kind => kind, table.RateOf);
        foreach (var cell in table.Cells.OrderBy(cell => Array.IndexOf(WideFirst, cell.Scope.Kind)))
        {
            var stands = yardstick.Stands(cell, cell.Rate(rates[cell.Class]), table.Cells.Count).ToArray();
            standing[(cell.Class, cell.Scope)] = stands;
            var last = -Repeat;
            for (var step = 1; step < stands.Length; step++)
            {
                if (!stands[step] || stands[step - 1] || step - last < Repeat || Wider(cell, homes).Any(scope => Stands(standing, cell.Class, scope, step)))
                    continue;
                last = step;
                pages.Add(Page(cell, table.EndOf(step), pages.Count));
            }
        }
        return pages;
    }

    private static bool Stands(Dictionary<(FailureClass, Scope), bool[]> standing, FailureClass kind, Scope scope, int step) =>
        standing.TryGetValue((kind, scope), out var wide) && wide[step];

    private static IEnumerable<Scope> Wider(Cell cell, Dictionary<string, TerminalRecord> homes)
    {
        var home = cell.Scope.Kind switch
        {
            ScopeKind.Terminal => homes[cell.Scope.Key],
            ScopeKind.Site => homes.Values.FirstOrDefault(terminal => terminal.SiteId == cell.Scope.Key),
            _ => null,
        };
        if (home is null)
            yield break;
        yield return new Scope(ScopeKind.Region, home.Region ?? "");
        yield return new Scope(ScopeKind.CarrierRegion, $"{home.Carrier}/{home.Region}");
        yield return new Scope(ScopeKind.Version, $"{home.Model}/{home.SoftwareVersion}");
        if (cell.Scope.Kind == ScopeKind.Terminal)
            yield return new Scope(ScopeKind.Site, home.SiteId ?? "");
    }

    private static Incident Page(Cell cell, DateTimeOffset at, int number) => new()
    {
        Id = $"y-{number}",
        Organisation = "yardstick",
        State = IncidentState.Open,
        Cause = cell.Cause,
        Scope = cell.Scope,
        StartedAt = at,
        OpenedAt = at,
        Severity = Severity.Major,
        Page = true,
        Notify = [],
        Confidence = 1,
        Evidence = new Evidence { Failures = 0, Expected = 0 },
        AffectedTerminals = [],
        AffectedTerminalCount = 0,
        FindingId = $"y-{number}",
    };
}
