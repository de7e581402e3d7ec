using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Analysis;

/// <summary>Settings of Analysis, section <c>Analysis</c>.</summary>
internal sealed record AnalysisOptions
{
    public const string Section = "Analysis";

    /// <summary>Messages that the broker may have handed out and that are not committed yet, per organisation.</summary>
    [Range(1, 2_000)]
    public int PrefetchedMessages { get; init; } = 96;

    /// <summary>Events in one step at most; one message is never split, so a step may be larger by one message.</summary>
    [Range(1, 100_000)]
    public int MaxEventsPerStep { get; init; } = 4_000;

    /// <summary>How far ahead of this machine's clock a message's time may be; what is further ahead is taken as this far.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events taken since the last checkpoint that make a new one due: what a successor has to read again at most.</summary>
    [Range(1, 10_000_000)]
    public int CheckpointEveryEvents { get; init; } = 400_000;

    /// <summary>Steps since the last checkpoint that make a new one due.</summary>
    [Range(1, 100_000)]
    public int CheckpointEverySteps { get; init; } = 2_000;

    /// <summary>Age of the last checkpoint at which a new one is due, if anything happened since.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an instance looks for organisations that another instance has heard of.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FindOrganisationsEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a successor waits for its predecessor's open transaction before it has the database end it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PredecessorGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>First wait after a failure of PostgreSQL or RabbitMQ; it doubles up to <see cref="LongestRetryWait"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan FirstRetryWait { get; init; } = TimeSpan.FromMilliseconds(100);

    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan LongestRetryWait { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestRetryWait ? wait * 2 : LongestRetryWait;
}
