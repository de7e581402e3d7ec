namespace FleetWatch.Alerting.Configuration;

/// <summary>An organisation's file as it stands; its history is the stream <c>configuration</c>.</summary>
/// <param name="Id">Always <see cref="Only"/>.</param>
/// <param name="Version">From 1.</param>
/// <param name="Yaml">As it was written, comments included.</param>
/// <param name="By">Who wrote it.</param>
internal sealed record StoredConfiguration(string Id, int Version, string Yaml, string By)
{
    public const string Only = "configuration";
}

/// <summary>Somebody put another file in the place of the one before.</summary>
internal sealed record ConfigurationChanged
{
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required int Version { get; init; }
    public required string Yaml { get; init; }

    /// <summary>What changed, line by line.</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}
