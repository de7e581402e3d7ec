using Marten.Schema;

namespace FleetWatch.Analysis.Fleets;

/// <summary>An organisation whose queue this service reads.</summary>
[SingleTenanted]
internal sealed record KnownOrganisation
{
    /// <summary>The organisation's name in keys and queues.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
}
