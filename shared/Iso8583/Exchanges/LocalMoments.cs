using NodaTime;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Places a time of day and a date without year and zone, as terminals send them (DE12, DE13), and one in UTC without year (DE7):
/// of all moments that it can mean, the one nearest to when the message was heard. Remembers which clock and year hold around that
/// moment, because the next message is heard soon after. Not for several threads at once.
/// </summary>
/// <param name="zone">The site's zone.</param>
internal sealed class LocalMoments(DateTimeZone zone)
{
    private const long Plain = TimeSpan.TicksPerDay / 2;
    private static readonly Duration FromChanges = Duration.FromDays(1);
    private long from = long.MaxValue;
    private long to = long.MinValue;
    private TimeSpan offset;
    private int year;
    private int lastDay = -1;
    private long midnight;

    public DateTimeZone Zone => zone;

    /// <param name="monthDay">MMDD.</param>
    /// <param name="time">hhmmss.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <returns>
    /// The moment, with the zone's offset. A time that the clocks skip is read by the clock before the change; of a time that they
    /// show twice the moment nearer to <paramref name="heard"/> is taken. Null where the calendar has no such day in the years around.
    /// </returns>
    public DateTimeOffset? Place(int monthDay, int time, DateTimeOffset heard)
    {
        var now = heard.UtcTicks;
        if ((now >= from && now < to || Remember(heard)) && IsTime(time) && (monthDay == lastDay || RememberDay(monthDay)))
        {
            var wall = midnight + (time / 10_000 * 3600 + time / 100 % 100 * 60 + time % 100) * TimeSpan.TicksPerSecond;
            // So near to now that, with the clocks far from a change, it cannot mean another.
            if (Math.Abs(wall - offset.Ticks - now) < Plain)
                return new DateTimeOffset(wall, offset);
        }
        return Nearest(monthDay, time, heard);
    }

    /// <param name="monthDayTime">MMDDhhmmss.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <returns>The moment; null where the calendar has no such day in the years around.</returns>
    public DateTimeOffset? Place(long monthDayTime, DateTimeOffset heard) =>
        Place((int)(monthDayTime / 1_000_000), (int)(monthDayTime % 1_000_000), heard);

    /// <returns>False where the clocks are about to change or just have, so that a time may mean several moments.</returns>
    private bool Remember(DateTimeOffset heard)
    {
        var interval = zone.GetZoneInterval(Instant.FromDateTimeOffset(heard));
        offset = interval.WallOffset.ToTimeSpan();
        year = new DateTime(heard.UtcTicks + offset.Ticks).Year;
        from = new DateTime(year, 1, 1).Ticks - offset.Ticks;
        to = from + (DateTime.IsLeapYear(year) ? 366 : 365) * TimeSpan.TicksPerDay;
        if (interval.HasStart)
            from = Math.Max(from, (interval.Start + FromChanges).ToDateTimeUtc().Ticks + 1);
        if (interval.HasEnd)
            to = Math.Min(to, (interval.End - FromChanges).ToDateTimeUtc().Ticks);
        // A DateTimeOffset has whole minutes; zones of long ago had seconds.
        if (offset.Seconds != 0)
            to = from;
        lastDay = -1;
        return heard.UtcTicks >= from && heard.UtcTicks < to;
    }

    private bool RememberDay(int monthDay)
    {
        if (!IsDay(year, monthDay))
            return false;
        (lastDay, midnight) = (monthDay, new DateTime(year, monthDay / 100, monthDay % 100).Ticks);
        return true;
    }

    private DateTimeOffset? Nearest(int monthDay, int time, DateTimeOffset heard)
    {
        var now = Instant.FromDateTimeOffset(heard);
        ZonedDateTime? best = null;
        for (var other = year - 1; other <= year + 1; other++)
            if (At(other, monthDay, time) is { } local)
                foreach (var candidate in Readings(local))
                    if (best is not { } chosen || Distance(candidate.ToInstant(), now) < Distance(chosen.ToInstant(), now))
                        best = candidate;
        return best?.ToDateTimeOffset();
    }

    private static Duration Distance(Instant one, Instant other) => one > other ? one - other : other - one;

    private static LocalDateTime? At(int year, int monthDay, int time) => IsDay(year, monthDay) && IsTime(time)
        ? new LocalDateTime(year, monthDay / 100, monthDay % 100, time / 10_000, time / 100 % 100, time % 100)
        : null;

    /// <summary>Whether the calendar has it: a vendor's table may take any digits for a date.</summary>
    private static bool IsDay(int year, int monthDay) =>
        monthDay / 100 is >= 1 and <= 12 && monthDay % 100 >= 1 && monthDay % 100 <= DateTime.DaysInMonth(year, monthDay / 100);

    private static bool IsTime(int time) => time is >= 0 and < 240_000 && time / 100 % 100 < 60 && time % 100 < 60;

    private ZonedDateTime[] Readings(LocalDateTime local)
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
