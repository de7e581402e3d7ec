using FleetWatch.OnCall;
using FleetWatch.Rulebook;

namespace FleetWatch.Alerting.Silences;

/// <summary>A window that somebody made by hand, besides those of the file.</summary>
internal sealed record Silence
{
    /// <summary>Without an end, somebody is asked after this time whether it is still wanted.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    /// <summary>What was posted; <see cref="WindowText"/> reads it.</summary>
    public required string Text { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is over for good; null: it recurs until somebody ends it.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When its maker is reminded of it; null: they have been.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>How often it was changed, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Null where this release cannot read it any more.</summary>
    public Window? Window() => WindowText.Read(Id, Text).Window is { } window ? window with { CreatedBy = CreatedBy } : null;

    public static Silence Of(string id, string text, Window window, string by, DateTimeOffset now)
    {
        // Of the terminals' own times the last one counts: no zone is further behind than UTC-12.
        DateTimeOffset? ends = window.Rule is null
            ? LocalClock.In(window.TimeZone ?? "Etc/GMT+12").Moment(window.Start.PlusTicks(window.Length.Ticks)) : null;
        var before = window.RemindBefore ?? TimeSpan.FromHours(1);
        return new Silence
        {
            Id = id,
            Text = text,
            CreatedBy = by,
            CreatedAt = now,
            EndsAt = ends,
            // One so short that it could not be forgotten needs no reminder.
            RemindAt = ends is null ? now + AskAfter : ends - now > before * 2 ? ends - before : null,
        };
    }
}

/// <summary>A silence was made or ended; kept in the stream <c>silence/{id}</c>.</summary>
internal sealed record SilenceChanged
{
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required Silence Silence { get; init; }
}
