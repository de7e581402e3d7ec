using FleetWatch.Simulator.Estate;

namespace FleetWatch.Simulator.Traffic;

/// <summary>Somebody tries to pay.</summary>
/// <param name="Terminal">Where.</param>
/// <param name="At">True time, UTC.</param>
/// <param name="LocalHour">0 to 23, at the site.</param>
/// <param name="Card">With what.</param>
/// <param name="EntryMode">DE22, first two digits.</param>
/// <param name="AmountMinor">How much.</param>
internal readonly record struct Attempt(SimTerminal Terminal, DateTimeOffset At, int LocalHour, Card Card, string EntryMode, long AmountMinor);
