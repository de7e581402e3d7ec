using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>What the incident remembers of one decision to page, or not to: enough to decide the next one.</summary>
public sealed record PageNote
{
    public required string PageId { get; init; }
    public required PageKind Kind { get; init; }
    public required bool Send { get; init; }
    public required string Reason { get; init; }

    public string? Channel { get; init; }

    /// <summary>The address; null where the decision was about nobody in particular.</summary>
    public string? Recipient { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What the recipient is told: the picture at the time of the decision.</summary>
    public required Severity Severity { get; init; }
    public required ScopeKind Scope { get; init; }
    public required string Cause { get; init; }

    /// <summary>See <see cref="PageDecided.Window"/>.</summary>
    public string? Window { get; init; }

    /// <summary>See <see cref="PageDecided.Via"/>.</summary>
    public string? Via { get; init; }

    /// <summary>Whether it waits for the end of a window or of quiet hours.</summary>
    public bool IsHeld() => !Send && Reason is PageReason.InWindow or PageReason.QuietHours;

    /// <summary>Whether it tells that the trouble is over, for its recipient at least.</summary>
    public bool TellsTheEnd() => Kind is PageKind.Resolved or PageKind.Merged;

    /// <summary>See <see cref="Incidents.Recipient.Key"/>; null where the decision was about nobody in particular.</summary>
    public string? To() => Recipient is null ? null : Incidents.Recipient.KeyOf(Channel ?? "", Recipient);
}
