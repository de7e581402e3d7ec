using FleetWatch.OnCall;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace FleetWatch.Alerting.Rota;

/// <summary>One person's shifts as iCalendar (RFC 5545).</summary>
internal static class ShiftCalendar
{
    /// <summary>As long as the longest turn: a shift that has begun is read from its beginning, which is its identity.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromHours(8784);

    public static string Write(OnCallPlan plan, string person, DateTimeOffset from, DateTimeOffset to)
    {
        var calendar = new Calendar { ProductId = "-//FleetWatch//On call//EN" };
        var since = from - LongestTurn;
        foreach (var schedule in plan.Schedules)
            foreach (var shift in schedule.Shifts(since, to).Where(shift => shift.Person == person && shift.To > from))
                calendar.Events.Add(new CalendarEvent
                {
                    // The same shift keeps its identity from one reading to the next, as long as it begins when it did.
                    Uid = $"{schedule.Id}-{(shift.From == since ? "always" : $"{shift.From.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}")}@fleetwatch",
                    Summary = schedule.Id,
                    DtStamp = Utc(from),
                    Start = Utc(shift.From),
                    End = Utc(shift.To),
                });
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, "UTC");
}
