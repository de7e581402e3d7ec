using NodaTime;

namespace FleetWatch.OnCall;

/// <summary>Hours of the day, on some days of the week: when a layer is on, when a person wants quiet.</summary>
/// <param name="From">Local time at which they begin.</param>
/// <param name="To">Local time at which they end; not later than <paramref name="From"/>: on the day after.</param>
public sealed record DailyHours(LocalTime From, LocalTime To)
{
    /// <summary>Days on which they begin; empty: every day.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } = [];

    /// <returns>When the hours end that <paramref name="at"/> falls into; null: it falls into none.</returns>
    public DateTimeOffset? EndOf(DateTimeOffset at, LocalClock clock)
    {
        var today = clock.Show(at).Date;
        DateTimeOffset? end = null;
        for (var day = today.PlusDays(-2); day <= today.PlusDays(1); day = day.PlusDays(1))
            if (On(day, clock) is { } hours && hours.From <= at && at < hours.To && !(end >= hours.To))
                end = hours.To;
        return end;
    }

    /// <summary>When they begin and end, as far as that can matter between two moments; some may lie outside.</summary>
    public IEnumerable<DateTimeOffset> Edges(DateTimeOffset from, DateTimeOffset to, LocalClock clock)
    {
        var last = clock.Show(to).Date.PlusDays(1);
        for (var day = clock.Show(from).Date.PlusDays(-2); day <= last; day = day.PlusDays(1))
        {
            if (On(day, clock) is not var (begins, ends))
                continue;
            yield return begins;
            yield return ends;
        }
    }

    private (DateTimeOffset From, DateTimeOffset To)? On(LocalDate day, LocalClock clock)
    {
        if (Days.Count > 0 && !Days.Contains(day.DayOfWeek))
            return null;
        var (begins, ends) = (clock.Moment(day + From), clock.Moment((To > From ? day : day.PlusDays(1)) + To));
        return begins < ends ? (begins, ends) : null;
    }
}
