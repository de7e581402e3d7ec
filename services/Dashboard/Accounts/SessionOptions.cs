using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Settings <c>Dashboard:Sessions:…</c>.</summary>
internal sealed record SessionOptions
{
    public const string Section = "Dashboard:Sessions";

    /// <summary>How long an account that was disabled may go on at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(1);
}
