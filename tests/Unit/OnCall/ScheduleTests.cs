using CsCheck;
using FleetWatch.OnCall;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.Unit.OnCall;

/// <summary>Shifts across every change of every clock in the world.</summary>
public sealed class ScheduleTests(ITestOutputHelper output)
{
    private static readonly LocalDateTime Start = new(2026, 1, 5, 2, 30);

    private static readonly Gen<LocalTime> Hour = Gen.Int[0, 47].Select(half => new LocalTime(half / 2, half % 2 * 30));

    private static readonly Gen<DailyHours> Hours = Gen.Select(Hour, Hour, Gen.Int[1, 7].HashSet[0, 4])
        .Select((from, to, days) => new DailyHours(from, to) { Days = [.. days.Select(day => (IsoDayOfWeek)day)] });

    private static readonly Gen<int> Turns = Gen.Int[0, 7].Select(n => new[] { 1, 5, 8, 12, 24, 72, 168, 336 }[n]);

    private static readonly Gen<Layer> Layers = Gen.Select(Gen.Int[1, 4], Turns, Gen.Int[0, 23], Gen.Bool, Hours.Array[0, 2])
        .Select((people, turn, hour, half, only) => new Layer
        {
            People = [.. Enumerable.Range(0, people).Select(n => $"{turn}-{n}")],
            Start = Start.PlusHours(hour - 2).PlusMinutes(half ? 0 : -30),
            TurnHours = turn,
            Only = only,
        });

    private static readonly Gen<Override> Overrides = Gen.Select(Gen.Int[0, 400 * 24 * 60], Gen.Int[1, 5000], Gen.Bool)
        .Select((from, length, swap) => new Override("stand-in", At(from), At(from + length), swap ? "24-0" : null));

    public static TheoryData<string> Zones() => [.. LocalClock.Zones.Order()];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Shifts_tile_the_time_and_agree_with_who_across_every_change_of_the_clocks(string zone) =>
        Gen.Select(Layers.Array[1, 3], Overrides.Array[0, 3], Gen.Int[0, 360 * 24 * 60]).Sample((layers, overrides, minute) =>
        {
            var schedule = new Schedule { Id = "s", TimeZone = zone, Layers = layers, Overrides = overrides };
            var changes = Changes(zone).Append(At(minute)).ToList();
            foreach (var change in changes)
                Check(schedule, change.AddDays(-2), change.AddDays(3));
        }, iter: 3);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z")]
    [InlineData("America/New_York", "2026-03-07T07:30:00Z 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-02T16:00:00Z 2026-10-03T15:30:00Z 2026-10-04T15:30:00Z")]
    public void A_hand_over_at_half_past_two_happens_once_on_every_day(string zone, string expected)
    {
        var schedule = new Schedule { Id = "s", TimeZone = zone, Layers = [new Layer { People = ["li", "wang"], Start = Start, TurnHours = 24 }] };
        var handOvers = expected.Split(' ').Select(at => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        var shifts = schedule.Shifts(handOvers[0].AddHours(-1), handOvers[^1].AddHours(1));

        Assert.Equal(handOvers, shifts.Skip(1).Select(shift => shift.From));
    }

    [Fact]
    public void A_swap_holds_only_where_the_other_would_be_on_call()
    {
        var schedule = new Schedule { Id = "s", TimeZone = "Etc/UTC", Layers = [new Layer { People = ["li", "wang"], Start = Start, TurnHours = 24 }] };
        var swapped = schedule with { Overrides = [new Override("wang", At(0), At(3 * 24 * 60), "li")] };

        Assert.Equal(["wang"], swapped.Shifts(At(150), At(3 * 24 * 60)).Select(shift => shift.Person));
        Assert.Equal(schedule.Who(At(4 * 24 * 60)), swapped.Who(At(4 * 24 * 60)));
    }

    [Fact]
    public void Outside_of_its_hours_a_layer_leaves_it_to_the_one_below_and_at_last_to_nobody()
    {
        var day = new DailyHours(new LocalTime(9, 0), new LocalTime(17, 0)) { Days = [IsoDayOfWeek.Monday] };
        var night = new DailyHours(new LocalTime(22, 0), new LocalTime(6, 0));
        var schedule = new Schedule
        {
            Id = "s",
            TimeZone = "Etc/UTC",
            Layers = [Always("night") with { Only = [night] }, Always("day") with { Only = [day] }],
        };

        Assert.Equal(["night", null, "day", null, "night"], schedule.Shifts(Midnight, Midnight.AddDays(1)).Select(shift => shift.Person));
        Assert.Equal([6, 3, 8, 5, 2], schedule.Shifts(Midnight, Midnight.AddDays(1)).Select(shift => (int)(shift.To - shift.From).TotalHours));
    }

    private static DateTimeOffset Midnight => new(2026, 1, 12, 0, 0, 0, TimeSpan.Zero);

    private static Layer Always(string who) => new() { People = [who], Start = Start, TurnHours = 24 };

    private static void Check(Schedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        var shifts = schedule.Shifts(from, to);
        Assert.Equal(from, shifts[0].From);
        Assert.Equal(to, shifts[^1].To);
        for (var n = 1; n < shifts.Count; n++)
        {
            Assert.Equal(shifts[n - 1].To, shifts[n].From);
            Assert.NotEqual(shifts[n - 1].Person, shifts[n].Person);
        }
        Assert.All(shifts, shift => Assert.True(shift.From < shift.To));
        // Every half hour and around it: hand-overs fall on half hours of the wall clock, changes of the clock on quarters.
        for (var at = from; at < to; at += TimeSpan.FromMinutes(45))
            Assert.Equal(schedule.Who(at), shifts.Single(shift => shift.From <= at && at < shift.To).Person);
    }

    private static IEnumerable<DateTimeOffset> Changes(string zone) => DateTimeZoneProviders.Tzdb[zone]
        .GetZoneIntervals(Instant.FromDateTimeOffset(At(0)), Instant.FromDateTimeOffset(At(365 * 24 * 60)))
        .Skip(1).Select(interval => interval.Start.ToDateTimeOffset());

    private static DateTimeOffset At(int minute) => new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    [Fact]
    public void Samoa_had_no_thirtieth_of_december_and_the_shifts_still_tile()
    {
        var schedule = new Schedule
        {
            Id = "s",
            TimeZone = "Pacific/Apia",
            Layers = [new Layer { People = ["a", "b", "c"], Start = new LocalDateTime(2011, 12, 1, 2, 30), TurnHours = 12 }],
        };
        Check(schedule, new DateTimeOffset(2011, 12, 25, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2012, 1, 5, 0, 0, 0, TimeSpan.Zero));
        output.WriteLine($"{LocalClock.Zones.Count} zones");
    }
}
