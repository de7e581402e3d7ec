using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Troubles;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Unit.Reporting;

/// <summary>A made-up feed, what detection says of it, and the facts of one of its weeks.</summary>
internal sealed class SimulatedWeek
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public SimulatedWeek(SimulationOptions options, string week, Func<TerminalEvent, bool>? heard = null)
    {
        Simulation = new Simulation(options);
        Feed = [.. Simulation.Run().Where(one => heard?.Invoke(one) ?? true)];
        Registry = [.. Simulation.Estate.Registry];
        var incidents = new TroubleFold();
        var rehearsal = new Rehearsal(Registry, new BacktestSettings(), told: happened => { Told.Add(happened); incidents.Take(happened); });
        foreach (var next in Feed)
            rehearsal.Take(next);
        rehearsal.End();
        Troubles = [.. incidents.Troubles];
        Week = ReportWeek.Parse(week, Shanghai)!; // The tests name weeks that there are.
        Roster = new Roster(Registry);
        (Before, Facts) = (new WeekFacts(Week.Previous, Roster), new WeekFacts(Week, Roster));
        foreach (var next in Feed)
        {
            Before.Take(next);
            Facts.Take(next);
        }
    }

    public Simulation Simulation { get; }
    public IReadOnlyList<TerminalEvent> Feed { get; }
    public IReadOnlyList<TerminalRecord> Registry { get; }
    public List<IncidentEvent> Told { get; } = [];
    public IReadOnlyList<Trouble> Troubles { get; }
    public ReportWeek Week { get; }
    public Roster Roster { get; }
    public WeekFacts Before { get; }
    public WeekFacts Facts { get; }

    public WeekReport Report(ReportScope? scope = null) =>
        new ReportMaking(Before, Facts, Troubles).Of("acme", scope ?? new ReportScope(ReportScopeKind.Organisation, "acme"));
}
