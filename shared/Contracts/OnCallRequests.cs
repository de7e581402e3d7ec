namespace FleetWatch.Contracts;

/// <summary>Asks Alerting who is on call; answered by <see cref="OnCallRead"/>.</summary>
public sealed record ReadOnCall(string Organisation)
{
    /// <summary>From when the shifts are wanted; null: from now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>For how many days, 1 to 92.</summary>
    public int Days { get; init; } = 14;
}

public sealed record OnCallRead
{
    public required Ruling Ruling { get; init; }
    public IReadOnlyList<OnCallSchedule> Schedules { get; init; } = [];
    public IReadOnlyList<OnCallPerson> People { get; init; } = [];
}

/// <param name="Schedule">Its id.</param>
/// <param name="TimeZone">The team's own, IANA.</param>
/// <param name="Now">Id of the person who is on call; null: nobody.</param>
/// <param name="Shifts">Those that follow, gaps included.</param>
public sealed record OnCallSchedule(string Schedule, string TimeZone, string? Now, IReadOnlyList<OnCallShift> Shifts);

/// <param name="From">From when.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="Person">A person's id; null: nobody is on call.</param>
public sealed record OnCallShift(DateTimeOffset From, DateTimeOffset To, string? Person);

/// <param name="Id">As the file names them.</param>
/// <param name="Name">What people call them.</param>
public sealed record OnCallPerson(string Id, string Name);
