using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Settings <c>Dashboard:Sessions:…</c>.</summary>
internal sealed record SessionOptions
{
    public const string Section = "Dashboard:Sessions";

    /// <summary>How long after its last use a session ends.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(12);

    /// <summary>How long an account that was disabled may go on at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long somebody whom a company's provider lets in no more, or as somebody else, may go on at most after the next look.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session goes on that the provider does not confirm, because it is away or gives no refresh tokens.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Unconfirmed { get; init; } = TimeSpan.FromHours(8);
}
