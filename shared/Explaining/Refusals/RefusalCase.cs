using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>One failed transaction, and what is known of the time around it.</summary>
public sealed record RefusalCase
{
    public required TransactionFailed Failure { get; init; }

    /// <summary>Whose response codes they are: iso-1987, iso-1993 or unionpay-2015; null: told by the card's first digits.</summary>
    public string? Scheme { get; init; }

    /// <summary>
    /// Registry records by terminal id: at least the terminal's own, those of its site, and those that <see cref="Around"/> names. Empty
    /// where no registry is known; then nothing is concluded from a terminal's absence.
    /// </summary>
    public IReadOnlyDictionary<string, TerminalRecord> Fleet { get; init; } = new Dictionary<string, TerminalRecord>();

    /// <summary>Events near in time, in any order, of this terminal, its site, the card, the issuer, the version, the carrier; the failure may be among them.</summary>
    public IReadOnlyList<TerminalEvent> Around { get; init; } = [];

    /// <summary>Hourly counts, silences and returns near in time.</summary>
    public IReadOnlyList<TerminalFact> Facts { get; init; } = [];

    /// <summary>Findings that were open when it failed, or opened soon after.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Which share of all terminals runs the same model and version, 0 to 1; null where nobody counted.</summary>
    public double? VersionShare { get; init; }

    public required LookedAt Looked { get; init; }

    /// <summary>The terminal's time zone; where nobody knows it, the offset that its clock said.</summary>
    public TimeZoneInfo Zone => Fleet.GetValueOrDefault(Failure.TerminalId)?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone($"UTC{Failure.OccurredAt:zzz}", Failure.OccurredAt.Offset, null, null);
}

/// <summary>What was looked at: an explanation is no better than this.</summary>
/// <param name="From">The earliest event considered.</param>
/// <param name="Until">The latest one; what was asked before the time around it was over ends there.</param>
/// <param name="Events">How many events were read for it.</param>
/// <param name="Cut">There were more than could be read: what is rare may have been missed.</param>
public sealed record LookedAt(DateTimeOffset From, DateTimeOffset Until, int Events, bool Cut = false)
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(26);
    private static readonly TimeSpan After = TimeSpan.FromHours(3);

    /// <summary>What is worth looking at around a failure: a day and the hours near it before, and three hours after.</summary>
    /// <param name="failedAt">When it failed, or was received.</param>
    /// <param name="now">When it is asked: what has not come yet is not looked at, and that nothing followed is then no witness. Null: long after.</param>
    public static (DateTimeOffset From, DateTimeOffset Until) Around(DateTimeOffset failedAt, DateTimeOffset? now = null) =>
        (failedAt - Before, failedAt + TimeSpan.FromTicks(Math.Clamp(((now ?? DateTimeOffset.MaxValue) - failedAt).Ticks, 0, After.Ticks)));
}
