using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>When a terminal should be heard: by the days of late, and by the same weekday of last week.</summary>
public sealed class HabitsTests
{
    private const int Monday = 739_922;
    private const ulong Long = 0xFFFFUL << 18;
    private const ulong Short = 0xFFUL << 18;
    private const int Noon = 24;
    private const int Evening = 30;

    [Fact]
    public void A_new_terminal_is_expected_never() => Assert.DoesNotContain(true, Expected(new Habits(), Monday));

    [Theory]
    [InlineData(16)]
    [InlineData(-10)]
    [InlineData(0)]
    public void Hours_of_another_zone_are_those_of_its_own_all_the_same(int halfHours)
    {
        var habits = Learned(Monday, Long, Long, Short);
        var before = Expected(habits, Monday + 3).ToList();

        habits.Move(halfHours);

        Assert.Equal(before.Select((_, slot) => before[(slot - halfHours + Habits.Slots) % Habits.Slots]), Expected(habits, Monday + 3));
        habits.Move(-halfHours);
        Assert.Equal(before, Expected(habits, Monday + 3));
    }

    [Fact]
    public void From_the_second_day_on_the_day_before_is_what_is_expected_less_its_ends()
    {
        var habits = Learned(Monday, Long);

        Assert.Equal(Enumerable.Range(0, Habits.Slots).Select(slot => slot is > 18 and < 33), Expected(habits, Monday + 1));
    }

    [Theory]
    [InlineData(false, Long, Short)]
    [InlineData(true, Long, Long, Short)]
    [InlineData(false, Long, Long, Short, Short)]
    [InlineData(true, Long, Long, Long, Short, Short)]
    [InlineData(false, Long, Long, Short, Short, Short)]
    [InlineData(false, Long, Long, Long, Long, Short, Short, Short)]
    [InlineData(true, Short, Short, Long, Long, Long)]
    public void More_than_half_of_the_last_five_days_decide(bool expected, params ulong[] days)
    {
        var habits = Learned(Monday, days);

        Assert.Equal(expected, habits.IsExpected(Monday + days.Length, Monday + days.Length, Evening));
        Assert.True(habits.IsExpected(Monday + days.Length, Monday + days.Length, 20));
    }

    [Fact]
    public void A_shop_that_closes_early_on_one_weekday_is_expected_to_do_so_again_on_that_day_only()
    {
        var habits = Learned(Monday, [.. Enumerable.Range(0, 13).Select(day => day == 6 ? Short : Long)]);

        for (var day = Monday + 13; day < Monday + 400; day++)
        {
            var isSunday = (day - Monday) % 7 == 6;
            Assert.Equal(!isSunday, habits.IsExpected(day, day, Evening));
            Assert.True(habits.IsExpected(day, day, Noon - 4));
            habits.Learn(day, isSunday ? Short : Long);
        }
    }

    [Fact]
    public void The_first_day_of_all_may_have_begun_at_noon_and_says_nothing_of_its_weekday()
    {
        var habits = Learned(Monday, [Long & ~0xFFFFFFUL, .. Enumerable.Repeat(Long, 6)]);

        Assert.True(habits.IsExpected(Monday + 7, Monday + 7, 22));
        habits.Learn(Monday + 7, Short);
        Assert.True(habits.IsExpected(Monday + 8, Monday + 8, Evening));
        habits.Learn(Monday + 8, Long);
        Assert.False(habits.IsExpected(Monday + 14, Monday + 14, Evening));
    }

    [Fact]
    public void A_weekday_on_which_it_was_never_heard_is_closed_and_a_holiday_is_not()
    {
        var habits = new Habits();
        foreach (var day in Enumerable.Range(0, 21).Where(day => day % 7 != 6 && day != 16))
            habits.Learn(Monday + day, Long);

        Assert.False(habits.IsExpected(Monday + 20, Monday + 20, Noon));
        Assert.True(habits.IsExpected(Monday + 23, Monday + 23, Noon));
    }

    [Fact]
    public void After_weeks_away_it_has_its_old_hours()
    {
        var habits = Learned(Monday, [.. Enumerable.Range(0, 14).Select(day => day % 7 == 6 ? Short : Long)]);
        var (tuesday, sunday) = (Monday + 36, Monday + 41);

        Assert.True(habits.IsExpected(tuesday, tuesday, Evening));
        Assert.False(habits.IsExpected(tuesday, sunday, Evening));
        Assert.True(habits.IsExpected(tuesday, sunday, Noon - 4));
    }

    [Fact]
    public void While_it_is_silent_for_days_each_is_compared_with_its_own_weekday_as_long_as_that_was_last_week()
    {
        var habits = Learned(Monday, [.. Enumerable.Range(0, 14).Select(day => day % 7 == 6 ? Short : Long)]);

        Assert.Equal([true, true, true, true, true, true, false, true],
            Enumerable.Range(1, 8).Select(days => habits.IsExpected(Monday + 14, Monday + 13 + days, Evening)).ToArray());
    }

    [Fact]
    public void They_take_no_more_room_than_a_byte_a_half_hour() => Assert.InRange(Unsafe.SizeOf<Habits>(), 1, Habits.Slots);

    [Fact]
    public void A_day_before_the_one_that_lasts_goes_into_it()
    {
        var (presence, habits) = (new TerminalPresence(), new Habits());
        foreach (var (day, slot) in new[] { (Monday, 20), (Monday + 1, 1), (Monday, 47), (Monday + 1, 2), (Monday + 2, 1) })
            presence.Heard(day, slot, before: 0, ref habits);

        Assert.False(presence.IsExpected(Monday + 2, 0, habits));
        Assert.Equal(Bytes(Learned(Monday, 1UL << 20, 1UL << 1 | 1UL << 2 | 1UL << 47)), Bytes(habits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32_760)]
    [InlineData(65_530)]
    [InlineData(739_922)]
    [InlineData(753_660)]
    public void The_number_of_a_day_may_be_any(int first)
    {
        var (presence, habits) = (new TerminalPresence(), new Habits());
        for (var day = first; day < first + 20; day++)
            presence.Heard(day, (day - first) % 7 == 3 ? 20 : 40, before: (day - first) % 7 == 3 ? 3 : 40, ref habits);
        var today = first + 20;

        Assert.Equal(Enumerable.Range(0, 7).Select(ahead => (today + ahead - first) % 7 != 3),
            Enumerable.Range(0, 7).Select(ahead => presence.IsExpected(today + ahead, 30, habits)));
    }

    /// <summary>Sundays until 18:00, other days until 22:00: two weeks and a Sunday on which it dies at noon.</summary>
    [Fact]
    public void A_shop_that_closes_early_each_sunday_is_missed_on_the_first_one_only()
    {
        var (presence, terminal) = Watched();
        var missed = new List<int>();
        for (var minute = 0; minute < 21 * 24 * 60; minute++)
        {
            var (day, hour) = (minute / 1440, minute / 60 % 24);
            var closes = day == 20 ? 12 : day % 7 == 6 ? 18 : 22;
            if (Sweep(presence, terminal, minute, hour >= 8 && hour < closes && minute % 15 == 0))
                missed.Add(day);
        }

        Assert.Equal([6, 20], missed.Distinct());
        Assert.Equal(22, missed.Count(day => day == 20));
    }

    [Fact]
    public void A_lost_feed_is_no_habit()
    {
        var (fleet, presence) = Fleet(60);
        var missed = new List<int>();
        for (var minute = 0; minute < 18 * 24 * 60; minute++)
        {
            var (day, hour) = (minute / 1440, minute / 60 % 24);
            var isLost = day == 9 && hour is >= 12 and < 15;
            for (var terminal = 0; terminal < fleet.Terminals; terminal++)
            {
                if (hour is >= 8 and < 22 && !isLost && (minute + terminal) % 15 == 0 && !(terminal == 7 && day == 16 && hour >= 13))
                    presence.Heard(terminal, At(minute), beat: true);
            }
            List<(int Terminal, int Missed)> overdue = [];
            presence.Sweep(At(minute), At(minute - 1), overdue);
            missed.AddRange(overdue.Select(one => one.Terminal == 7 && day == 16 ? hour : -1));
        }

        Assert.Equal([13, 14, 15, 16, 17, 18, 19, 20, 21], missed.Distinct());
    }

    internal static long At(int minute) => ScenarioFeed.Start.AddMinutes(minute).UtcTicks;

    internal static (PresenceWatch Presence, int Terminal) Watched() => (Fleet(1).Presence, 0);

    /// <summary>One more minute. Returns whether a heartbeat is newly missed.</summary>
    internal static bool Sweep(PresenceWatch presence, int terminal, int minute, bool beats)
    {
        if (beats)
            presence.Heard(terminal, At(minute), beat: true);
        List<(int Terminal, int Missed)> overdue = [];
        presence.Sweep(At(minute), At(minute - 1), overdue);
        return overdue.Count > 0;
    }

    private static (FleetMap Fleet, PresenceWatch Presence) Fleet(int terminals)
    {
        var fleet = new FleetMap();
        for (var number = 0; number < terminals; number++)
            fleet.Register(new TerminalRecord { TerminalId = $"T{number}" });
        return (fleet, new PresenceWatch(fleet, new ActivityHistory(fleet)));
    }

    private static Habits Learned(int first, params ulong[] days)
    {
        var habits = new Habits();
        for (var day = 0; day < days.Length; day++)
            habits.Learn(first + day, days[day]);
        return habits;
    }

    private static byte[] Bytes(Habits habits) => MemoryMarshal.AsBytes(new ReadOnlySpan<Habits>(in habits)).ToArray();

    private static IEnumerable<bool> Expected(Habits habits, int day) => Enumerable.Range(0, Habits.Slots).Select(slot => habits.IsExpected(day, day, slot));
}
