using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>How many incidents are open, by what is wrong and by who can mend it.</summary>
internal sealed record OpenIncidents(int Count, IReadOnlyList<(string Cause, int Count)> ByCause, IReadOnlyList<(Audience Audience, int Count)> ByAudience)
{
    public static OpenIncidents NotKnown { get; } = new(0, [], []);

    public static OpenIncidents Of(IEnumerable<IncidentGroup> open, Sight sight)
    {
        List<IncidentGroup> seen = [.. open.Where(group => sight.Covers(group.Region))];
        return new OpenIncidents(seen.Sum(group => group.Count),
            [.. seen.GroupBy(group => group.Cause).Select(one => (Cause: one.Key, Count: one.Sum(group => group.Count))).OrderByDescending(one => one.Count).ThenBy(one => one.Cause, StringComparer.Ordinal)],
            [.. seen.Where(group => group.Audience is not null).GroupBy(group => group.Audience!.Value).Select(one => (Audience: one.Key, Count: one.Sum(group => group.Count))).OrderByDescending(one => one.Count).ThenBy(one => one.Audience)]); // Those without are left out.
    }
}

/// <param name="Cause">What is wrong.</param>
/// <param name="Audience">Who can mend it, the first one; null: nobody is named.</param>
/// <param name="Region">Where all its terminals lie; null: in several.</param>
/// <param name="Count">How many are open.</param>
internal sealed record IncidentGroup(string Cause, Audience? Audience, string? Region, int Count);
