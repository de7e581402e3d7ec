namespace FleetWatch.Contracts;

/// <summary>Asks Analysis for the settings of detection and for the organisation's replay, if there is one. Answered by <see cref="ReplayRead"/>.</summary>
public sealed record ReadReplay(string Organisation);

public sealed record ReplayRead
{
    /// <summary>Everything that may be set, as it holds now.</summary>
    public required IReadOnlyList<DetectionSetting> Settings { get; init; }

    /// <summary>The latest one; null: there is none.</summary>
    public Replay? Replay { get; init; }
}

/// <param name="Name">Its name, as in a file of settings.</param>
/// <param name="Value">As it holds: a number with a point, or a time span as <c>[d.]hh:mm:ss</c>.</param>
/// <param name="Least">The least value that is taken.</param>
/// <param name="Most">The greatest value that is taken.</param>
public sealed record DetectionSetting(string Name, string Value, string Least, string Most);

/// <summary>Asks Analysis to run stored events through detection twice: as it is set, and with changes. Answered by <see cref="ReplayJudged"/>; a replay that runs is not disturbed.</summary>
public sealed record StartReplay
{
    /// <summary>Made by the one who asks, 1 to 64 characters: the replay's id. Asking again under the same one does nothing again.</summary>
    public required string RequestId { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The person.</summary>
    public required string By { get; init; }

    /// <summary>Incidents that opened then or later count; the events of four weeks before it are learned from.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>And those that opened before this; at most 62 days after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>New values by a setting's name; at least one.</summary>
    public required IReadOnlyDictionary<string, string> Changes { get; init; }
}

/// <summary>Asks Analysis to give a replay up. Answered by <see cref="ReplayJudged"/>.</summary>
public sealed record CancelReplay(string Organisation, string ReplayId);

/// <summary>What came of a request about replays.</summary>
public sealed record ReplayJudged(Ruling Ruling);

/// <summary>A replay, and how far it is.</summary>
public sealed record Replay
{
    public required string Id { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required IReadOnlyDictionary<string, string> Changes { get; init; }

    /// <summary><c>waiting</c>, <c>running</c>, <c>done</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The share of its span that has been read, 0 to 1.</summary>
    public double Progress { get; init; }
    public long Events { get; init; }

    /// <summary>How often it was begun again because the process that ran it was gone; null: never.</summary>
    public int? Interruptions { get; init; }

    /// <summary>Null until it is done.</summary>
    public ReplayResult? Result { get; init; }
}

/// <summary>What the changed settings make of the same events.</summary>
public sealed record ReplayResult
{
    public required ReplaySide Now { get; init; }
    public required ReplaySide Changed { get; init; }

    /// <summary>Incidents that both find: same cause, same place, same time.</summary>
    public required int Same { get; init; }

    /// <summary>Median over what both find of how many minutes later the changed settings find it; negative: earlier; null: nothing is common.</summary>
    public double? MedianMinutesLater { get; init; }
    public required int Gained { get; init; }
    public required int Lost { get; init; }
    public required int Moved { get; init; }

    /// <summary>What differs, at most 200 of it, those worth a page first.</summary>
    public required IReadOnlyList<ReplayChange> Differences { get; init; }
}

/// <param name="Incidents">Without those that were merged into others.</param>
/// <param name="WorthAPage">How many of them would page.</param>
/// <param name="Pages">Pages to people, with one recipient for each audience.</param>
/// <param name="MedianDelayMinutes">From the estimated beginning of a trouble to its incident; null: there is none.</param>
public sealed record ReplaySide(int Incidents, int WorthAPage, int Pages, double? MedianDelayMinutes);

/// <param name="What"><c>gained</c>, <c>lost</c> or <c>moved</c>.</param>
/// <param name="Now">As the settings that hold see it; null: they do not.</param>
/// <param name="Changed">As the changed ones see it; null: they do not.</param>
public sealed record ReplayChange(string What, ReplayedIncident? Now, ReplayedIncident? Changed);

/// <summary>An incident in short.</summary>
public sealed record ReplayedIncident
{
    public required string Cause { get; init; }
    public required Scope Scope { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Whether it is worth waking somebody.</summary>
    public required bool Page { get; init; }
    public required double Confidence { get; init; }
}
