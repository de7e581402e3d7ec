using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;

namespace FleetWatch.OnCall;

/// <summary>When a window begins, by a wall clock that knows no zone: each zone then maps that to its own moments.</summary>
internal static class Recurrence
{
    /// <summary>How far behind the longest window and the widest jump of a clock can reach.</summary>
    private const int SlackDays = 2;

    /// <summary>Beginnings that may matter for what the clock shows now.</summary>
    public static IEnumerable<LocalDateTime> Starts(Window window, LocalDateTime now) =>
        From(window, now).TakeWhile(begins => begins <= now.PlusDays(SlackDays));

    /// <summary>Beginnings in their order, from shortly before those that may still last.</summary>
    public static IEnumerable<LocalDateTime> From(Window window, LocalDateTime now)
    {
        var since = now.PlusTicks(-window.Length.Ticks).PlusDays(-SlackDays);
        if (window.Rule is null)
            return window.Start >= since ? [window.Start] : [];
        var calendar = new CalendarEvent { Start = Plain(window.Start), RecurrenceRule = new RecurrenceRule(window.Rule) };
        return calendar.GetOccurrences(Plain(since)).Select(one => LocalDateTime.FromDateTime(one.Period.StartTime.Value));
    }

    /// <returns>What is wrong with a rule, as a sentence; null: nothing.</returns>
    public static string? Refuse(string rule)
    {
        try
        {
            _ = new RecurrenceRule(rule);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            return $"is no recurrence rule of RFC 5545: {e.Message}";
        }
    }

    private static CalDateTime Plain(LocalDateTime local) => new(local.ToDateTimeUnspecified(), null);
}
