namespace FleetWatch.Incidents;

/// <summary>What one recipient has been, and is going to be, sent of late.</summary>
public sealed record RecipientLoad
{
    /// <summary>See <see cref="Recipient.Key"/>.</summary>
    public required string Id { get; init; }

    /// <summary>When pages of their own are handed over, oldest first; not more than the throttle allows.</summary>
    public IReadOnlyList<DateTimeOffset> Pages { get; init; } = [];

    /// <summary>When digests are handed over, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Digests { get; init; } = [];
}
