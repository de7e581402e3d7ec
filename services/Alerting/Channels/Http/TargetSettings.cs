using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>Which web addresses may be called, and when one is left alone for a while. The same for every channel that speaks HTTP.</summary>
internal sealed record TargetSettings
{
    public const string Section = "Alerting:Targets";

    /// <summary>
    /// Hosts that may be called although they are inside the own network (loopback, private, link-local), such as an SMS gateway.
    /// Default none: a route must not become a way to reach what only this machine can reach.
    /// </summary>
    public IReadOnlyList<string> PrivateHosts { get; init; } = [];

    /// <summary>Whether plain http is allowed. Default no.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many calls within a minute, half of which failed, have a destination left alone for <see cref="BreakFor"/>.</summary>
    [Range(2, 100)]
    public int BreakAfter { get; init; } = 4;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(30);
}
