namespace FleetWatch.Alerting.Pages;

internal sealed record PageSettings
{
    public const string Section = "Alerting:Pages";

    /// <summary>Where a person sees an incident, <c>{id}</c> standing for its id; null: pages carry no link.</summary>
    public string? IncidentLink { get; init; }
}
