using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Steps;

/// <summary>Which events a terminal's stream keeps, and which are folded into presence and the hourly line.</summary>
internal static class Folding
{
    public static bool IsFolded(TerminalEvent observed) => observed is TerminalHeartbeat or TransactionApproved;
}
