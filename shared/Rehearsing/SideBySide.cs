using FleetWatch.Incidents;

namespace FleetWatch.Rehearsing;

/// <summary>Figures of one settings file on one feed.</summary>
public sealed record Side
{
    public required string Settings { get; init; }

    /// <summary>Without those that were merged into others.</summary>
    public required int Incidents { get; init; }
    public required int WorthAPage { get; init; }

    /// <summary>Pages to people, digests' parts included.</summary>
    public required int Pages { get; init; }

    /// <summary>Minutes from the estimated beginning of a trouble to its incident; null where there is none.</summary>
    public required double? MedianDelayMinutes { get; init; }

    public static Side Of(string settings, IReadOnlyList<Incident> incidents)
    {
        var whole = incidents.Where(incident => incident.MergedInto is null).ToList();
        return new Side
        {
            Settings = settings,
            Incidents = whole.Count,
            WorthAPage = whole.Count(incident => incident.Page),
            Pages = incidents.Sum(incident => incident.Pages.Count(page => page.Send)),
            MedianDelayMinutes = Median([.. whole.Select(incident => (incident.OpenedAt - incident.StartedAt).TotalMinutes)]),
        };
    }

    public static double? Median(List<double> values)
    {
        if (values.Count == 0)
            return null;
        values.Sort();
        var middle = values.Count / 2;
        return Math.Round(values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2, 1);
    }
}

/// <summary>The comparison as it is written: figures beside each other, then what differs.</summary>
public sealed record SideBySide
{
    public required Side A { get; init; }
    public required Side B { get; init; }
    public required int Same { get; init; }

    /// <summary>Median over what both find of how many minutes later the second settings find it; negative: earlier.</summary>
    public required double? MedianMinutesLater { get; init; }
    public required IReadOnlyList<Change> Changes { get; init; }

    public static SideBySide Of(string nameA, IReadOnlyList<Incident> a, string nameB, IReadOnlyList<Incident> b)
    {
        var compared = Comparison.Of(a, b);
        return new SideBySide
        {
            A = Side.Of(nameA, a),
            B = Side.Of(nameB, b),
            Same = compared.Same.Count,
            MedianMinutesLater = Side.Median([.. compared.Same.Concat(compared.Moved).Select(pair => pair.Later.TotalMinutes)]),
            Changes =
            [
                .. compared.Gained.Select(incident => new Change("gained", null, Seen.Of(incident))),
                .. compared.Lost.Select(incident => new Change("lost", Seen.Of(incident), null)),
                .. compared.Moved.Select(pair => new Change("moved", Seen.Of(pair.A), Seen.Of(pair.B))),
            ],
        };
    }
}

/// <param name="What"><c>gained</c>, <c>lost</c> or <c>moved</c>.</param>
/// <param name="A">As the first settings see it.</param>
/// <param name="B">As the second settings see it.</param>
public sealed record Change(string What, Seen? A, Seen? B);

/// <summary>An incident in short.</summary>
public sealed record Seen(string Cause, Contracts.Scope Scope, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt, bool Page, double Confidence)
{
    public static Seen Of(Incident incident) => new(incident.Cause, incident.Scope, incident.OpenedAt, incident.ResolvedAt, incident.Page, incident.Confidence);
}
