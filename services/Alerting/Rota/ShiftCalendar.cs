using FleetWatch.OnCall;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace FleetWatch.Alerting.Rota;

/// <summary>One person's shifts as iCalendar (RFC 5545).</summary>
internal static class ShiftCalendar
{
    public static string Write(OnCallPlan plan, string person, DateTimeOffset from, DateTimeOffset to)
    {
        var calendar = new Calendar { ProductId = "-//FleetWatch//On call//EN" };
        foreach (var schedule in plan.Schedules)
            foreach (var shift in schedule.Shifts(from, to).Where(shift => shift.Person == person))
                calendar.Events.Add(new CalendarEvent
                {
                    // The same shift keeps its identity from one reading to the next, as long as it begins when it did.
                    Uid = $"{schedule.Id}-{shift.From.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}@fleetwatch",
                    Summary = schedule.Id,
                    DtStamp = Utc(from),
                    Start = Utc(shift.From),
                    End = Utc(shift.To),
                });
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, "UTC");
}
