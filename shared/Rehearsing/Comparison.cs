using FleetWatch.Incidents;

namespace FleetWatch.Rehearsing;

/// <summary>What two settings made of the same feed, incident by incident.</summary>
/// <param name="Same">Same cause, same place, at the same time.</param>
/// <param name="Moved">The same trouble by its terminals and its time, but another cause or place.</param>
/// <param name="Lost">Only the first settings find it.</param>
/// <param name="Gained">Only the second settings find it.</param>
public sealed record Comparison(IReadOnlyList<Pair> Same, IReadOnlyList<Pair> Moved, IReadOnlyList<Incident> Lost, IReadOnlyList<Incident> Gained)
{
    /// <summary>Of the terminals of both, the least share that must be common for two incidents to be one trouble.</summary>
    private const double LeastShared = 0.2;

    // What was merged into another incident is a part of that one, and would be counted twice.
    public static Comparison Of(IEnumerable<Incident> a, IEnumerable<Incident> b)
    {
        var left = a.Where(incident => incident.MergedInto is null).OrderBy(incident => incident.OpenedAt).ToList();
        var right = b.Where(incident => incident.MergedInto is null).OrderBy(incident => incident.OpenedAt).ToList();
        var same = Matched(left, right, (one, other) => one.Cause == other.Cause && one.Scope == other.Scope ? 1 : 0);
        var moved = Matched(left, right, Shared);
        return new Comparison(same, moved, left, right);
    }

    // The best match first; what is matched is taken out of both.
    private static List<Pair> Matched(List<Incident> left, List<Incident> right, Func<Incident, Incident, double> likeness)
    {
        var candidates = (from one in left
                          from other in right
                          where Meet(one, other)
                          let alike = likeness(one, other)
                          where alike >= LeastShared
                          orderby alike descending, (one.OpenedAt - other.OpenedAt).Duration(), one.Id, other.Id
                          select new Pair(one, other)).ToList();
        List<Pair> pairs = [];
        foreach (var pair in candidates)
        {
            if (!left.Contains(pair.A) || !right.Contains(pair.B))
                continue;
            left.Remove(pair.A);
            right.Remove(pair.B);
            pairs.Add(pair);
        }
        return [.. pairs.OrderBy(pair => pair.A.OpenedAt)];
    }

    private static bool Meet(Incident one, Incident other) =>
        one.StartedAt <= (other.ResolvedAt ?? DateTimeOffset.MaxValue) && other.StartedAt <= (one.ResolvedAt ?? DateTimeOffset.MaxValue);

    private static double Shared(Incident one, Incident other)
    {
        if (one.Scope == other.Scope)
            return 1;
        var common = one.AffectedTerminals.Intersect(other.AffectedTerminals).Count();
        return common == 0 ? 0 : (double)common / one.AffectedTerminals.Union(other.AffectedTerminals).Count();
    }
}

/// <summary>One trouble as both settings see it.</summary>
public sealed record Pair(Incident A, Incident B)
{
    /// <summary>How much later the second settings find it; negative: earlier.</summary>
    public TimeSpan Later => B.OpenedAt - A.OpenedAt;
}
