using System.ComponentModel.DataAnnotations;
using FleetWatch.Detection;
using FleetWatch.Incidents;

namespace FleetWatch.Rehearsing;

/// <summary>What may be tried out on a recorded feed: the settings of the services that would have watched it.</summary>
public sealed record BacktestSettings
{
    public DetectionSettings Detection { get; init; } = new();
    public IncidentSettings Incidents { get; init; } = new() { Routes = Routing.ForEveryAudience("backtest") };

    /// <summary>How often detection's clock is moved on between events. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromSeconds(10);
}
