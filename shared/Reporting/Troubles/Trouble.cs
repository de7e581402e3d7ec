using FleetWatch.Contracts;

namespace FleetWatch.Reporting.Troubles;

/// <summary>One incident as the report needs it.</summary>
public sealed record Trouble
{
    public required string Id { get; init; }

    /// <summary>One of <see cref="Causes"/>.</summary>
    public required string Cause { get; init; }
    public required Scope Scope { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null: nobody has taken it on.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Null: it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>It turned out to be a part of another.</summary>
    public bool Merged { get; init; }

    /// <summary>Later evidence took it back.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Whether it was worth waking somebody.</summary>
    public bool Page { get; init; }

    /// <summary>How often it came back.</summary>
    public int Reopened { get; init; }

    /// <summary>The codes by which it shows; <c>silence</c> is one.</summary>
    public required IReadOnlyList<string> Symptoms { get; init; }

    /// <summary>Pages that were sent, by their id: to whom, and what for.</summary>
    public IReadOnlyDictionary<string, TroublePage> Pages { get; init; } = new Dictionary<string, TroublePage>();

    /// <summary>The latest rating of each person: whether it was worth raising.</summary>
    public IReadOnlyDictionary<string, bool> Ratings { get; init; } = new Dictionary<string, bool>();

    /// <summary>Whether it was noise: taken back, or rated so by somebody and useful by nobody.</summary>
    public bool IsNoise => Withdrawn || (Ratings.Count > 0 && !Ratings.Values.Any(useful => useful));
}

/// <param name="Recipient">The address or name within its channel.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Kind">What it told.</param>
public sealed record TroublePage(string Recipient, DateTimeOffset At, PageKind Kind);
