using FleetWatch.Reporting.Facts;

namespace FleetWatch.Dashboard.Reports;

/// <summary>A week's report that a subscription should have got by now.</summary>
/// <param name="Week">The week it tells of.</param>
/// <param name="At">When it became due.</param>
internal sealed record DueReport(ReportWeek Week, DateTimeOffset At)
{
    /// <summary>What became due longer ago, while the service was down, is not sent any more.</summary>
    public const int MostWeeks = 4;

    /// <summary>The oldest first.</summary>
    public static IEnumerable<DueReport> Of(Subscription subscription, TimeZoneInfo zone, DateTimeOffset now)
    {
        var week = ReportWeek.Of(now, zone);
        for (var back = 1; back < MostWeeks; back++)
            week = week.Previous;
        for (var at = 0; at < MostWeeks; at++, week = week.Next)
            if (Moment(week, subscription.Day, subscription.Hour) is var due && due <= now && string.CompareOrdinal(week.Previous.Name, subscription.FirstWeek) >= 0)
                yield return new DueReport(week.Previous, due);
    }

    /// <summary>The first week that a subscription made now tells of.</summary>
    public static ReportWeek First(DayOfWeek day, int hour, TimeZoneInfo zone, DateTimeOffset now) =>
        ReportWeek.Of(now, zone) is var week && Moment(week, day, hour) > now ? week.Previous : week;

    // Where the clock skips the hour, it is due when the gap ends; where it repeats it, at the first time.
    private static DateTimeOffset Moment(ReportWeek week, DayOfWeek day, int hour) =>
        ReportWeek.Instant(week.Monday.AddDays(((int)day + 6) % 7).ToDateTime(new TimeOnly(hour, 0)), week.Zone);
}
