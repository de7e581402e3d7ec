using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Desk;
using FleetWatch.Contracts;
using Marten;

namespace FleetWatch.Alerting.Rota;

/// <summary>Who is on call, as the configuration of the moment says.</summary>
internal sealed class RotaView(Configurations configurations, IDocumentStore store, TimeProvider clock)
{
    private const int MostDays = 92;

    public async Task<OnCallRead> Read(ReadOnCall asked, string organisation, CancellationToken ct)
    {
        if (asked.Days is < 1 or > MostDays)
            return new OnCallRead { Ruling = Ruling.Refused(new FieldError("days", Spoken.Of("range", ("most", MostDays)))) };
        await using var session = store.QuerySession(organisation);
        var now = clock.GetUtcNow();
        var plan = (await configurations.Of(session, now, ct)).Plan;
        var from = asked.From ?? now;
        return new OnCallRead
        {
            Ruling = Ruling.Done,
            Schedules = [.. plan.Schedules.Select(schedule => new OnCallSchedule(schedule.Id, schedule.TimeZone, schedule.Who(now),
                [.. schedule.Shifts(from, from.AddDays(asked.Days)).Select(shift => new OnCallShift(shift.From, shift.To, shift.Person))]))],
            People = [.. plan.People.Select(person => new OnCallPerson(person.Id, person.Name))],
        };
    }
}
