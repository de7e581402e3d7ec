using System.Globalization;

namespace FleetWatch.Reporting.Facts;

/// <summary>One ISO 8601 week, Monday to Sunday, in an organisation's time zone: 168 hours, or 167 or 169 where the clock is changed.</summary>
public sealed record ReportWeek
{
    /// <summary>How finely presence is counted: half an hour.</summary>
    public const int SlotMinutes = 30;

    private ReportWeek(DateTime monday, TimeZoneInfo zone)
    {
        Monday = DateOnly.FromDateTime(monday);
        Zone = zone;
        From = Instant(monday, zone);
        To = Instant(monday.AddDays(7), zone);
    }

    public DateOnly Monday { get; }
    public TimeZoneInfo Zone { get; }

    /// <summary>The first moment of Monday.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The first moment of the Monday after.</summary>
    public DateTimeOffset To { get; }

    /// <summary>For example <c>2026-W45</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"{ISOWeek.GetYear(Monday.ToDateTime(TimeOnly.MinValue))}-W{ISOWeek.GetWeekOfYear(Monday.ToDateTime(TimeOnly.MinValue)):00}");

    public int Hours => (int)(To - From).TotalHours;

    /// <summary>Half hours of the week: 336, or 334 or 338.</summary>
    public int Slots => (int)((To - From).TotalMinutes / SlotMinutes);

    public ReportWeek Previous => new(Monday.AddDays(-7).ToDateTime(TimeOnly.MinValue), Zone);

    public ReportWeek Next => new(Monday.AddDays(7).ToDateTime(TimeOnly.MinValue), Zone);

    /// <param name="name">For example <c>2026-W45</c>.</param>
    /// <param name="zone">In which the week begins.</param>
    /// <returns>Null: it is no week.</returns>
    public static ReportWeek? Parse(string name, TimeZoneInfo zone)
    {
        var parts = name.Split("-W");
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1970 or > 9000
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var week) || week < 1 || week > ISOWeek.GetWeeksInYear(year))
            return null;
        return new ReportWeek(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday), zone);
    }

    /// <summary>The week that a moment falls into.</summary>
    public static ReportWeek Of(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone).Date;
        return new ReportWeek(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), zone);
    }

    public bool Holds(DateTimeOffset at) => at >= From && at < To;

    /// <summary>Which half hour of the week, from 0; the moment must be in it.</summary>
    public int SlotOf(DateTimeOffset at) => (int)((at - From).Ticks / (TimeSpan.TicksPerMinute * SlotMinutes));

    public DateTimeOffset SlotStart(int slot) => From.AddMinutes((double)slot * SlotMinutes);

    /// <summary>Day of the week at a moment, Monday is 0.</summary>
    public int DayOf(DateTimeOffset at) => Math.Clamp(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).Date).DayNumber - Monday.DayNumber, 0, 6);

    /// <summary>The moment at which a zone's clock shows a time: the end of the gap where it skips it, the first of two where it repeats it.</summary>
    public static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(SlotMinutes);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
