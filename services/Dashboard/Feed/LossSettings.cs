using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Dashboard.Feed;

/// <summary>From when on it is said that a part of the feed does not come; settings <c>Dashboard:Losses:…</c>, named as in Alerting, which tells the administrator of the same.</summary>
internal sealed record LossSettings
{
    public const string Section = "Dashboard:Losses";

    /// <summary>How long it must last before it is shown.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RaiseAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it must be well again before it goes: what comes back earlier is the same loss.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long without a report nothing is known any more.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan ReportSilence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The share of heartbeats that may be missed in a whole fleet alike.</summary>
    [Range(0.01, 1)]
    public double FeedMissed { get; init; } = 0.1;

    /// <summary>The share of failures that heartbeats may count and nobody tell of.</summary>
    [Range(0.01, 1)]
    public double FailuresMissed { get; init; } = 0.2;

    /// <summary>The share of a fleet's terminals that may say no more what they try.</summary>
    [Range(0.01, 1)]
    public double AttemptsUntold { get; init; } = 0.1;
}
