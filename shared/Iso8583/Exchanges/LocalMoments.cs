using NodaTime;
using NodaTime.TimeZones;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Places a time of day and a date without year and zone, as terminals send them (DE12, DE13), and one in UTC without year (DE7):
/// of all moments that it can mean, the one nearest to when the message was heard.
/// </summary>
public static class LocalMoments
{
    private static readonly TimeSpan Plain = TimeSpan.FromHours(12);
    private static readonly Duration FromChanges = Duration.FromTimeSpan(2 * Plain);

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
        var year = new DateTime(heard.UtcTicks + interval.WallOffset.Ticks).Year;
        if (IsFarFromChanges(now, interval) && Plainly(year, monthDay, time, interval.WallOffset.ToTimeSpan(), heard) is { } plain)
            return plain;
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

    private static bool IsFarFromChanges(Instant now, ZoneInterval interval) =>
        (!interval.HasStart || now - interval.Start > FromChanges) && (!interval.HasEnd || interval.End - now > FromChanges);

    /// <summary>The moment where it is so near to now that, with the clocks far from a change, it cannot mean another; else null.</summary>
    private static DateTimeOffset? Plainly(int year, int monthDay, int time, TimeSpan offset, DateTimeOffset heard)
    {
        if (!IsThere(year, monthDay, time))
            return null;
        var wall = new DateTime(year, monthDay / 100, monthDay % 100, time / 10_000, time / 100 % 100, time % 100);
        // A DateTimeOffset has whole minutes; zones of long ago had seconds.
        return offset.Seconds == 0 && (wall - offset - heard.UtcDateTime).Duration() < Plain ? new DateTimeOffset(wall, offset) : null;
    }

    private static Duration Distance(Instant one, Instant other) => one > other ? one - other : other - one;

    private static LocalDateTime? At(int year, int monthDay, int time) => IsThere(year, monthDay, time)
        ? new LocalDateTime(year, monthDay / 100, monthDay % 100, time / 10_000, time / 100 % 100, time % 100)
        : null;

    /// <summary>Whether calendar and clock have it: a vendor's table may take any digits for a date.</summary>
    private static bool IsThere(int year, int monthDay, int time) =>
        monthDay / 100 is >= 1 and <= 12 && monthDay % 100 >= 1 && monthDay % 100 <= DateTime.DaysInMonth(year, monthDay / 100)
        && time is >= 0 and < 240_000 && time / 100 % 100 < 60 && time % 100 < 60;

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
