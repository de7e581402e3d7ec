using NodaTime;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Places a time of day and a date without year and zone, as terminals send them (DE12, DE13), and one in UTC without year (DE7):
/// of all moments that it can mean, the one nearest to when the message was heard.
/// </summary>
public static class LocalMoments
{
    private static readonly Duration Plain = Duration.FromHours(12);

    /// <param name="monthDay">MMDD.</param>
    /// <param name="time">hhmmss.</param>
    /// <param name="zone">The site's zone.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <returns>
    /// The moment, with the zone's offset. A time that the clocks skip is read by the clock before the change; of a time that they
    /// show twice the moment nearer to <paramref name="heard"/> is taken. Null where the calendar has no such day in the years around.
    /// </returns>
    public static DateTimeOffset? Place(int monthDay, int time, DateTimeZone zone, DateTimeOffset heard)
    {
        var now = Instant.FromDateTimeOffset(heard);
        var interval = zone.GetZoneInterval(now);
        var year = now.WithOffset(interval.WallOffset).Year;
        if (At(year, monthDay, time) is { } today && today.WithOffset(interval.WallOffset).ToInstant() is var instant && IsPlain(instant, now, interval))
            return instant.WithOffset(interval.WallOffset).ToDateTimeOffset();
        ZonedDateTime? best = null;
        for (var other = year - 1; other <= year + 1; other++)
            if (At(other, monthDay, time) is { } local)
                foreach (var candidate in Readings(local, zone))
                    if (best is not { } chosen || Distance(candidate.ToInstant(), now) < Distance(chosen.ToInstant(), now))
                        best = candidate;
        return best?.ToDateTimeOffset();
    }

    /// <param name="monthDayTime">MMDDhhmmss in UTC.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <returns>The moment; null where the calendar has no such day in the years around.</returns>
    public static DateTimeOffset? PlaceUtc(long monthDayTime, DateTimeOffset heard) =>
        Place((int)(monthDayTime / 1_000_000), (int)(monthDayTime % 1_000_000), DateTimeZone.Utc, heard);

    /// <summary>Whether a moment is so near to now, and so far from a change of the clocks, that it cannot mean another.</summary>
    private static bool IsPlain(Instant instant, Instant now, NodaTime.TimeZones.ZoneInterval interval) => Distance(instant, now) < Plain
        && (!interval.HasStart || instant - interval.Start > Plain) && (!interval.HasEnd || interval.End - instant > Plain);

    private static Duration Distance(Instant one, Instant other) => one > other ? one - other : other - one;

    private static LocalDateTime? At(int year, int monthDay, int time)
    {
        var (month, day) = (monthDay / 100, monthDay % 100);
        var known = month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) && time / 10_000 < 24;
        return known ? new LocalDateTime(year, month, day, time / 10_000, time / 100 % 100, time % 100) : null;
    }

    private static ZonedDateTime[] Readings(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => [local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant().InZone(zone)],
            1 => [mapping.Single()],
            _ => [mapping.First(), mapping.Last()],
        };
    }
}
