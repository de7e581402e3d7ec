namespace FleetWatch.Contracts;

/// <summary>Somebody is to look after it.</summary>
public sealed record IncidentAssigned : IncidentEvent
{
    /// <summary>A person's id or name.</summary>
    public required string To { get; init; }
    public required string By { get; init; }
}

public sealed record IncidentCommented : IncidentEvent
{
    public required string By { get; init; }
    public required string Text { get; init; }
}

/// <summary>Nobody is to be paged for it until then, unless it becomes more severe.</summary>
public sealed record IncidentSnoozed : IncidentEvent
{
    public required string By { get; init; }
    public required DateTimeOffset Until { get; init; }
    public string? Note { get; init; }
}

public sealed record IncidentSnoozeEnded : IncidentEvent;

/// <summary>A person says that it is not over after all.</summary>
public sealed record IncidentReopenedByHand : IncidentEvent
{
    public required string By { get; init; }
    public string? Note { get; init; }
}

/// <summary>Whether it was worth raising: for the weekly report and the settings of detection. A later rating by the same person replaces it.</summary>
public sealed record IncidentRated : IncidentEvent
{
    public required string By { get; init; }

    /// <summary>False: it was noise.</summary>
    public required bool Useful { get; init; }
    public string? Note { get; init; }
}

/// <summary>Its first step is taken with the pages of the news that started it.</summary>
public sealed record EscalationStarted : IncidentEvent
{
    public required string Policy { get; init; }

    /// <summary>From 1; beyond the first where nobody is on call for those before it.</summary>
    public required int Step { get; init; }

    /// <summary>When the next step is due while nobody acknowledges; null: there is none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The end of the window that puts the next step off; null: none does.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>A further step was taken, because nobody acknowledged in time or because a person said so.</summary>
public sealed record IncidentEscalated : IncidentEvent
{
    public required string Policy { get; init; }

    /// <summary>How often the steps were gone through, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>From 1; one more than the policy has is its last resort.</summary>
    public required int Step { get; init; }
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>A person; null: it was due.</summary>
    public string? By { get; init; }
}

/// <summary>A step was due and waits, because a maintenance window or silence covers the incident.</summary>
public sealed record EscalationHeld : IncidentEvent
{
    public required string Policy { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required string Window { get; init; }
}

/// <summary>The window that put the next step off ended, or was taken away, sooner than it said.</summary>
public sealed record EscalationFreed : IncidentEvent
{
    public required string Policy { get; init; }

    /// <summary>When the next step is due now.</summary>
    public required DateTimeOffset NextAt { get; init; }
}
