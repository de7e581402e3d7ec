using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Estate;

/// <summary>One terminal with everything about it that the registry does not know.</summary>
internal sealed record SimTerminal
{
    public required int Index { get; init; }
    public required TerminalRecord Record { get; init; }

    /// <summary>False: it sends, but is in no registry.</summary>
    public required bool Registered { get; init; }
    public required int Site { get; init; }
    public required int RegionIndex { get; init; }
    public required Region Region { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required Trade Trade { get; init; }
    public required TerminalModel Model { get; init; }

    /// <summary>How many customers on an ordinary day.</summary>
    public required double DailyCustomers { get; init; }

    /// <summary>How much worse than the usual one it reads, and is connected; 1 is usual.</summary>
    public required double ReadFactor { get; init; }
    public required double NetworkFactor { get; init; }

    /// <summary>Share of customers who swipe.</summary>
    public required double SwipeShare { get; init; }

    /// <summary>How far its clock is off.</summary>
    public required TimeSpan ClockOffset { get; init; }
    public required TimeSpan HeartbeatPhase { get; init; }

    /// <summary>Switched off outside business.</summary>
    public required bool OffAtNight { get; init; }

    /// <summary>Whether its heartbeats carry counters.</summary>
    public required bool Counts { get; init; }
    public required int SignalDbm { get; init; }

    public string Id => Record.TerminalId;
    public bool Cellular => Record.Carrier != EstatePlan.Wired;

    /// <summary>Whether it is switched on in this local hour.</summary>
    public bool IsOn(int localHour) => !OffAtNight || (localHour >= Trade.Open - 1 && localHour < Trade.Close + 1);
}
