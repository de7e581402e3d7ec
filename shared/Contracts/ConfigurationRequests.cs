namespace FleetWatch.Contracts;

/// <summary>Asks Alerting for the file of people, teams, schedules, policies, routes and windows; answered by <see cref="ConfigurationRead"/>.</summary>
public sealed record ReadConfiguration(string Organisation);

public sealed record ConfigurationRead
{
    /// <summary>What a change must have seen; 0: none is stored, and the routes of Alerting's settings hold.</summary>
    public required int Version { get; init; }

    /// <summary>YAML as it was written, comments included; empty where none is stored.</summary>
    public required string Yaml { get; init; }

    /// <summary>The latest change first, at most 50.</summary>
    public IReadOnlyList<ConfigurationStep> History { get; init; } = [];
}

/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Version">Of the file afterwards.</param>
/// <param name="Changes">Line by line.</param>
public sealed record ConfigurationStep(DateTimeOffset At, string By, int Version, IReadOnlyList<string> Changes);

/// <summary>Asks what is wrong with a file and what it would change; nothing is stored. Answered by <see cref="ConfigurationJudged"/>.</summary>
public sealed record CheckConfiguration(string Organisation, string Yaml);

/// <summary>Puts another file in the place of the stored one; answered by <see cref="ConfigurationJudged"/>. Doing it again changes nothing.</summary>
public sealed record PutConfiguration
{
    public required string Organisation { get; init; }
    public required string By { get; init; }

    /// <summary>The version that it replaces; 0: there was none; null: whichever it is.</summary>
    public int? Seen { get; init; }

    /// <summary>At most 2,000,000 characters.</summary>
    public required string Yaml { get; init; }
}

/// <summary>
/// Asks that somebody stands in on a schedule: it is written into the file behind the overrides that are there. Answered by
/// <see cref="ConfigurationJudged"/>. Doing it again changes nothing.
/// </summary>
public sealed record AddOverride
{
    public required string Organisation { get; init; }
    public required string By { get; init; }

    /// <summary>Id of the schedule.</summary>
    public required string Schedule { get; init; }

    /// <summary>Id of the person who is on call instead.</summary>
    public required string Person { get; init; }

    /// <summary>Date and time of the schedule's own zone, such as 2026-02-01T09:00.</summary>
    public required string From { get; init; }

    /// <summary>The same; not included.</summary>
    public required string To { get; init; }

    /// <summary>Only where this person would be on call; null: whoever it would be, also nobody.</summary>
    public string? Instead { get; init; }
}

/// <summary>What came of a file.</summary>
public sealed record ConfigurationJudged
{
    public required Ruling Ruling { get; init; }

    /// <summary>Of the stored file, afterwards.</summary>
    public required int Version { get; init; }

    /// <summary>What differs from the one that was stored before, line by line.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
