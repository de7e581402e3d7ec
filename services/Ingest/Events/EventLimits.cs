using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Ingest.Events;

/// <summary>What one post may be; settings <c>Events:…</c>.</summary>
internal sealed record EventLimits
{
    /// <summary>Bytes of a post's body after inflation.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one event.</summary>
    [Range(256, 1024 * 1024)]
    public int MaxLineBytes { get; init; } = 32 * 1024;

    /// <summary>Events of one post.</summary>
    [Range(1, 1_000_000)]
    public int MaxLines { get; init; } = 50_000;

    /// <summary>How far ahead of Ingest's clock an event's times may be. Wrong clocks are a fault to be found, so it is wide.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3660.00:00:00")]
    public TimeSpan MaxClockAhead { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How old an event may be: old ones come late, and from clocks that were reset.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36600.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(3660);

    /// <summary>Events in one message to Analysis.</summary>
    [Range(1, 10_000)]
    public int BatchEvents { get; init; } = 1000;

    /// <summary>How long the broker may take to confirm one message before the post is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Posts that are worked on at once; more are answered with 503.</summary>
    [Range(1, 10_000)]
    public int MaxPosts { get; init; } = 128;

    /// <summary>
    /// Messages that wait for the broker's confirmation at once; more wait their turn. Above half of RabbitMQ.Client's own
    /// window of 128 each send is slowed down by up to a second.
    /// </summary>
    [Range(1, 64)]
    public int MaxUnconfirmed { get; init; } = 48;

    /// <summary>Events a second that one key may post for long; more are answered with 429.</summary>
    [Range(1, 10_000_000)]
    public int EventsPerSecondPerKey { get; init; } = 100_000;

    /// <summary>Events that one key may post at once, above that rate.</summary>
    [Range(1, 10_000_000)]
    public int BurstPerKey { get; init; } = 500_000;

    /// <summary>What a caller is told to wait after 503, in seconds.</summary>
    [Range(1, 600)]
    public int RetryAfterSeconds { get; init; } = 2;
}
