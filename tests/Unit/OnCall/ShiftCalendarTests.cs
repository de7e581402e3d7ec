using FleetWatch.Alerting.Rota;
using FleetWatch.OnCall;
using NodaTime;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.OnCall;

public sealed class ShiftCalendarTests
{
    [Fact]
    public void A_shift_keeps_its_identity_from_one_reading_to_the_next()
    {
        var plan = Plan("li", "wang");
        Assert.Equal(Uids(plan, Noon), Uids(plan, Noon.AddHours(3)));
        Assert.InRange(Uids(plan, Noon).Count, 1, 2);
    }

    [Fact]
    public void One_who_is_always_on_call_has_one_shift()
    {
        var plan = Plan("li");
        Assert.Equal(["UID:field-always@fleetwatch"], Uids(plan, Noon));
        Assert.Equal(Uids(plan, Noon), Uids(plan, Noon.AddDays(1)));
    }

    private static List<string> Uids(OnCallPlan plan, DateTimeOffset now) => [.. ShiftCalendar.Write(plan, "li", now.AddDays(-7), now.AddDays(40))
        .Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("UID", StringComparison.Ordinal))];

    private static OnCallPlan Plan(params string[] people) => new()
    {
        Schedules = [new Schedule { Id = "field", TimeZone = "Europe/Berlin", Layers = [new Layer { People = people, Start = new LocalDateTime(2024, 1, 1, 2, 30), TurnHours = 24 * 21 }] }],
    };
}
