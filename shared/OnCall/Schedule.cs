namespace FleetWatch.OnCall;

/// <summary>Who is on call when: layers, the later ones over the earlier ones, and overrides over all of them.</summary>
public sealed record Schedule
{
    public required string Id { get; init; }

    /// <summary>IANA time zone of its layers: the team's own.</summary>
    public required string TimeZone { get; init; }
    public IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>The later ones over the earlier ones.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>Whether it is meant to have hours in which nobody is on call; else that is an alert.</summary>
    public bool MayBeEmpty { get; init; }

    /// <returns>A person's id; null: nobody is on call.</returns>
    public string? Who(DateTimeOffset at)
    {
        var planned = Planned(at, LocalClock.In(TimeZone));
        var stands = Overrides.LastOrDefault(one => one.From <= at && at < one.To && (one.Instead is null || one.Instead == planned));
        return stands is null ? planned : stands.Person;
    }

    /// <summary>
    /// Shifts from one moment to another: each begins where the one before ends, the first at <paramref name="from"/>, the last ends
    /// at <paramref name="to"/>; also those in which nobody is on call.
    /// </summary>
    public IReadOnlyList<Shift> Shifts(DateTimeOffset from, DateTimeOffset to)
    {
        var clock = LocalClock.In(TimeZone);
        var edges = Layers.SelectMany(layer => layer.Edges(from, to, clock)).Concat(Overrides.SelectMany(one => new[] { one.From, one.To }))
            .Where(edge => edge > from && edge < to).Append(from).Distinct().Order().ToList();
        var shifts = new List<Shift>();
        foreach (var (begins, who) in edges.Select(edge => (edge, Who(edge))))
        {
            if (shifts.Count > 0 && shifts[^1].Person == who)
                continue;
            if (shifts.Count > 0)
                shifts[^1] = shifts[^1] with { To = begins };
            shifts.Add(new Shift(begins, to, who));
        }
        return from < to ? shifts : [];
    }

    private string? Planned(DateTimeOffset at, LocalClock clock) =>
        Layers.Reverse().Select(layer => layer.Who(at, clock)).FirstOrDefault(who => who is not null);
}

/// <summary>Somebody stands in for a while; a swap is two of them.</summary>
/// <param name="Person">Who is on call instead.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="Instead">Only where this one would be on call; null: whoever it would be, also nobody.</param>
public sealed record Override(string Person, DateTimeOffset From, DateTimeOffset To, string? Instead = null);

/// <param name="From">From when.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="Person">A person's id; null: nobody is on call.</param>
public sealed record Shift(DateTimeOffset From, DateTimeOffset To, string? Person);
