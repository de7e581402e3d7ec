using FleetWatch.Contracts;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Backtest;
using FleetWatch.Simulator.Simulate;
using FleetWatch.Simulator.Switch;

namespace FleetWatch.Support;

/// <summary>One fleet with faults that a switch can hear, and what is raised on its feed.</summary>
internal static class SameIncidents
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));

    public static Simulation Fleet(int seed = 11) => new(new SimulationOptions
    {
        Seed = seed,
        Terminals = 120,
        Days = 5,
        Start = Start,
        TellsApprovals = true,
        // A message that a switch sees twice has two times of transmission, unless the terminal keeps the first.
        RepeatChance = 0,
        Faults = FaultMix.Parse("issuer-outage:2,merchant-account:2,transaction-limit,bank-maintenance,power:2"),
    });

    /// <summary>
    /// What of the fleet's JSON feed a switch can hear as well: no terminal start, and a sign of life says neither how long the terminal
    /// has run nor how strong its signal is.
    /// </summary>
    public static IEnumerable<TerminalEvent> Audible(Simulation fleet)
    {
        var traffic = new SwitchTraffic(ReadyTables.Load(ReadyTables.Iso87Ascii));
        return fleet.Run().Where(one => traffic.Of(one).Any()).Select(one => one switch
        {
            TerminalHeartbeat beat => beat with { UptimeSeconds = null, SignalDbm = null, Model = null, SoftwareVersion = null, Carrier = null },
            _ => one with { SoftwareVersion = null, Carrier = null },
        });
    }

    /// <summary>The causes and places of what was raised; of a card only that it is one, because each feed has its own tokens.</summary>
    public static string[] Raised(Simulation fleet, IEnumerable<TerminalEvent> feed)
    {
        var rehearsal = new Rehearsal([.. fleet.Estate.Registry], SettingsFile.Read(null));
        foreach (var next in feed)
            rehearsal.Take(next);
        rehearsal.End();
        return [.. rehearsal.Incidents.Select(one => one.Scope.Kind == ScopeKind.Card ? $"{one.Cause} card" : $"{one.Cause} {one.Scope}").Order(StringComparer.Ordinal)];
    }
}
