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

    public DetectionSettings Settings => settings;

    /// <summary>Natural logarithm of the weeks between false alarms that one stream of the kind is allowed.</summary>
    public double LogThreshold(ScopeKind kind)
    {
        var perWeek = settings.FalsePagesPerThousandTerminalWeeks * Math.Max(100, fleet.Terminals) / 1000;
        return Math.Log(fleet.CountOf(kind) * CauseList.All.Length * Kinds / perWeek);
    }
}
