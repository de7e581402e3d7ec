using System.ComponentModel.DataAnnotations;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Watch;

internal sealed record WatchSettings
{
    public const string Section = "Alerting:Watch";

    /// <summary>Who is told that FleetWatch itself is not well; null: nobody, it is in the logs only.</summary>
    public Recipient? Recipient { get; init; }

    /// <summary>Called while all is well, so that somebody outside notices when it is called no more; null: nobody is called.</summary>
    public string? HeartbeatUrl { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long something must be wrong before it is told.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RaiseAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it must be well again before that is told: what comes back earlier is the same trouble.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages in one queue that are too many: findings that wait here, a fleet's batches that wait for Analysis.</summary>
    [Range(1, 10_000_000)]
    public int QueueLimit { get; init; } = 1000;

    /// <summary>How long a service may say nothing of itself.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan ReportSilence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an organisation's feed may bring nothing: heartbeats never pause at night.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "1.00:00:00")]
    public TimeSpan FeedSilence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The share of heartbeats that may be missed in a whole fleet alike.</summary>
    [Range(0.01, 1)]
    public double FeedMissed { get; init; } = 0.1;

    /// <summary>The share of failures that heartbeats may count and nobody tell of, beyond what is usual in that fleet.</summary>
    [Range(0.01, 1)]
    public double FailuresMissed { get; init; } = 0.2;

    /// <summary>The share of a fleet's terminals that may say no more what they try.</summary>
    [Range(0.01, 1)]
    public double AttemptsUntold { get; init; } = 0.1;

    /// <summary>Further queues to look at, besides that of the findings and those of the fleets that Ingest reports of.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>How late the oldest page may be that is due.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan PageLate { get; init; } = TimeSpan.FromMinutes(1);
}
