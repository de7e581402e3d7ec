using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>A terminal at the edge of its cell, or with a bad antenna: it is cut off for minutes again and again.</summary>
internal sealed class NetworkDrops : IFault
{
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(7);

    public string Cause => Causes.NetworkDrops;

    public Injection? Place(Placement place) =>
        place.Terminal(this, 0.35, 0.75, 14, 40, terminal => terminal.Cellular);

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice) =>
        CutOff(injected, attempt.At) && dice.Chance(0.92) ? OrdinaryLife.NoAnswer(attempt, dice) : null;

    /// <summary>Whether the line is away in this stretch of time; so are the heartbeats that fall into it.</summary>
    public static bool CutOff(Injection injected, DateTimeOffset at) =>
        Dice.For(injected.Start.Ticks, at.Ticks / Stretch.Ticks, injected.Terminals![0]).Chance(injected.Strength); // Placed at a terminal.
}
