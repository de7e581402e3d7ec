namespace FleetWatch.Contracts;

/// <summary>Asks Alerting for the windows and silences that are not over; answered by <see cref="WindowsRead"/>.</summary>
public sealed record ReadWindows(string Organisation);

public sealed record WindowsRead(IReadOnlyList<ShownWindow> Windows);

/// <summary>A maintenance window or silence as people see it.</summary>
public sealed record ShownWindow
{
    public required string Id { get; init; }
    public required string Reason { get; init; }
    public required string CreatedBy { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>A recurrence rule of RFC 5545; null: it happens once.</summary>
    public string? Rule { get; init; }

    /// <summary>IANA, or <c>terminal</c>: each terminal's own.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Of the present or next time; in UTC where it follows the terminals.</summary>
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    /// <summary>Pages that it has held back so far.</summary>
    public required long HeldBack { get; init; }

    /// <summary>What was asked for, to be edited; null: it stands in the file.</summary>
    public string? Text { get; init; }

    /// <summary>How often a silence was changed, from 1; null: it stands in the file.</summary>
    public int? Version { get; init; }
}

/// <summary>Makes a silence; answered by <see cref="SilenceJudged"/>.</summary>
public sealed record CreateSilence
{
    /// <summary>Made by the one who asks, 1 to 64 characters: asking again under the same one makes no second silence.</summary>
    public required string RequestId { get; init; }
    public required string Organisation { get; init; }
    public required string By { get; init; }

    /// <summary>YAML or JSON: scopes, causes, start, length, rule, timeZone, reason, remindBefore.</summary>
    public required string Text { get; init; }
}

/// <summary>Says a silence anew; answered by <see cref="SilenceJudged"/>. Doing it again changes nothing.</summary>
public sealed record EditSilence
{
    public required string Organisation { get; init; }
    public required string By { get; init; }
    public required string SilenceId { get; init; }

    /// <summary>The version that the person has seen; null: whichever it is.</summary>
    public int? Seen { get; init; }
    public required string Text { get; init; }
}

/// <summary>Ends a silence now: what it held back and still stands is paged. Answered by <see cref="SilenceJudged"/>.</summary>
public sealed record EndSilence(string Organisation, string By, string SilenceId);

public sealed record SilenceJudged
{
    public required Ruling Ruling { get; init; }

    /// <summary>As it is now; null where it is over, or nothing was changed.</summary>
    public ShownWindow? Window { get; init; }
}
