namespace FleetWatch.Dashboard.Audit;

/// <summary>Who did what, when.</summary>
internal sealed record AuditEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>What was done, as a code: <c>signed-in</c>; a resource <c>audit.CODE</c> says it in words.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to: an incident's id, a silence's, an account's name.</summary>
    public required string Subject { get; init; }
    public string? Detail { get; init; }
}
