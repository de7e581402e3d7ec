using FleetWatch.Contracts;

namespace FleetWatch.Incidents;

/// <summary>
/// Where the news of one finding belong, and the newest of them: with it, news that arrive twice, late or in any order end in the
/// same incident.
/// </summary>
public sealed record FindingTrack
{
    public required string FindingId { get; init; }

    /// <summary>The incident that is, or will be, the finding's; null while only its end is known.</summary>
    public string? IncidentId { get; init; }

    /// <summary>The newest picture seen.</summary>
    public NewsRank? Newest { get; init; }
    public FindingClosed? Ended { get; init; }
}

/// <summary>
/// Orders pictures of one finding: by the feed's time; at the same moment a grown one is newer than the first, a larger one newer
/// than a smaller.
/// </summary>
public sealed record NewsRank(DateTimeOffset At, bool Grown, int Terminals, int Failures)
{
    public double Confidence { get; init; }

    /// <returns>Null for news that carry no picture.</returns>
    public static NewsRank? Of(FindingEvent news) => news switch
    {
        FindingOpened opened => Of(opened.At, false, opened.Finding),
        FindingGrew grew => Of(grew.At, true, grew.Finding),
        _ => null,
    };

    public bool IsNewerThan(NewsRank? other) =>
        other is null || (At, Grown, Terminals, Failures, Confidence).CompareTo(
            (other.At, other.Grown, other.Terminals, other.Failures, other.Confidence)) > 0;

    private static NewsRank Of(DateTimeOffset at, bool grown, Finding finding) =>
        new(at, grown, finding.AffectedTerminalCount, finding.Evidence.Failures) { Confidence = finding.Confidence };
}
