namespace FleetWatch.ServiceDefaults.Access;

/// <summary>What a key may do.</summary>
public static class Scopes
{
    /// <summary>Post events.</summary>
    public const string Events = "events";

    /// <summary>Read and change the terminal registry.</summary>
    public const string Registry = "registry";

    /// <summary>Read terminals' streams, findings and incidents.</summary>
    public const string Read = "read";

    /// <summary>Acknowledge and resolve incidents, and change who is told.</summary>
    public const string Incidents = "incidents";

    /// <summary>Run the service: parked messages and the like.</summary>
    public const string Operate = "operate";

    public static IReadOnlyList<string> All { get; } = [Events, Registry, Read, Incidents, Operate];
}
