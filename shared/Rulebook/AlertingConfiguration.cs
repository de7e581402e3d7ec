using FleetWatch.Incidents;
using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

/// <summary>What one file says about whom to tell of what.</summary>
public sealed record AlertingConfiguration
{
    public OnCallPlan Plan { get; init; } = new();
    public IReadOnlyList<PageRoute> Routes { get; init; } = [];

    /// <summary>Whoever is told where nobody else is found.</summary>
    public IReadOnlyList<Recipient> LastResort { get; init; } = [];

    /// <summary>The settings of a service with these people and routes in the place of its own; its times and limits stay.</summary>
    public IncidentSettings Over(IncidentSettings settings) => settings with { Plan = Plan, Routes = Routes, LastResort = LastResort };
}

/// <summary>Something that is wrong with a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Field">Where in the structure, for example <c>people.li.timeZone</c>.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record ConfigurationError(int Line, int Column, string Field, string Reason)
{
    public override string ToString() => $"{Line}:{Column} {Field}: {Reason}";
}
