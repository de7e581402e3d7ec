using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Sequential;

/// <summary>
/// The false-alarm budget of the fleet, spent evenly over kinds of scope, places and causes: a stream may fire falsely once in
/// c = places x signatures x kinds / budget weeks (detection e-processes: P(false alarm by t) is at most t/c).
/// </summary>
internal sealed class Budget(FleetMap fleet, DetectionSettings settings)
{
    private const double Kinds = 4;

    /// <summary>Those of the whole fleet are a handful of streams among thousands.</summary>
    private static readonly double Signatures = CauseList.All.Where(cause => !cause.IsEverywhere).Sum(cause => cause.BudgetShare);

    public DetectionSettings Settings => settings;

    // Every failure asks for some ten of them, and a fleet grows seldom.
    private readonly (int Terminals, int Places, double Log)[] _known = new (int, int, double)[(int)ScopeKind.Fleet + 1];

    /// <summary>Natural logarithm of the weeks between false alarms that one stream of a cause is allowed.</summary>
    public double LogThreshold(ScopeKind kind, CauseSignature cause) => LogThreshold(kind) + cause.LogSpared;

    /// <summary>The same for a cause with a whole share of the budget.</summary>
    public double LogThreshold(ScopeKind kind)
    {
        ref var known = ref _known[(int)kind];
        var places = fleet.CountOf(kind);
        if (known.Terminals != fleet.Terminals || known.Places != places)
        {
            var perWeek = settings.FalsePagesPerThousandTerminalWeeks * Math.Max(100, fleet.Terminals) / 1000;
            known = (fleet.Terminals, places, Math.Log(places * Signatures * Kinds / perWeek));
        }
        return known.Log;
    }
}
