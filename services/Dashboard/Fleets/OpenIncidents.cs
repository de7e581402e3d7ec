using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>How many incidents are open, by what is wrong and by who can mend it.</summary>
internal sealed record OpenIncidents(int Count, IReadOnlyList<(string Cause, int Count)> ByCause, IReadOnlyList<(Audience Audience, int Count)> ByAudience)
{
    public static OpenIncidents NotKnown { get; } = new(0, [], []);

    public static OpenIncidents Of(IReadOnlyList<Finding> open) => new(open.Count,
        [.. open.CountBy(finding => finding.Cause).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value))],
        [.. open.Where(finding => finding.Notify.Count > 0).CountBy(finding => finding.Notify[0]).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => (one.Key, one.Value))]);

    public bool Equals(OpenIncidents? other) => other is not null && Count == other.Count && ByCause.SequenceEqual(other.ByCause) && ByAudience.SequenceEqual(other.ByAudience);

    public override int GetHashCode() => Count;
}
