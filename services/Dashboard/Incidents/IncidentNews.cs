namespace FleetWatch.Dashboard.Incidents;

/// <summary>Tells open pages of this process that an incident has changed.</summary>
internal sealed class IncidentNews
{
    /// <summary>This process among those that tell each other.</summary>
    public string Self { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Organisation and incident; called on whichever thread heard of it.</summary>
    public event Action<string, string>? Happened;

    public void Changed(string organisation, string incident) => Happened?.Invoke(organisation, incident);
}
