using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>How far apart a terminal's heartbeats are: learned slowly, and at once where it was changed.</summary>
public sealed class BeatIntervalTests
{
    private static readonly long Minute = TimeSpan.TicksPerMinute;

    [Theory]
    [InlineData(15, 30)]
    [InlineData(15, 60)]
    [InlineData(5, 60)]
    [InlineData(60, 15)]
    [InlineData(15, 10)]
    [InlineData(15, 21)]
    [InlineData(15, 5)]
    [InlineData(30, 45)]
    public void Three_gaps_that_are_alike_and_far_from_the_interval_are_the_new_one(int from, int to)
    {
        var one = Beaten([.. Enumerable.Repeat((double)from, 20), to, to * 1.02]);
        Assert.InRange(Minutes(one), from * 0.9, from * 1.1);
        one.Beat(one.LastBeat + (to * Minute));

        Assert.Equal(to, Minutes(one));
    }

    [Theory]
    [InlineData("lost by chance, two in a row", "30 30 15 30 30 15 15 30 30")]
    [InlineData("lost by chance, of all lengths", "30 15 45 30 60 30 15 30 45")]
    [InlineData("kept and sent after a while", "60 1 1 1 1 11 15 15")]
    [InlineData("sent twice", "0.1 14.9 0.1 14.9 0.1 14.9 0.1 14.9")]
    [InlineData("closed at night", "600 15 600 15 600 15 600 15")]
    [InlineData("up to five minutes late", "20 12 13 18 11 19 10.5 15")]
    public void Other_gaps_change_little(string what, string gaps)
    {
        var interval = Minutes(Beaten([.. Enumerable.Repeat(15.0, 20), .. gaps.Split(' ').Select(gap => double.Parse(gap, System.Globalization.CultureInfo.InvariantCulture))]));

        Assert.True(interval is > 13 and < 17, $"{what}: {interval}");
    }

    [Fact]
    public void An_interval_that_was_taken_wrongly_comes_back_within_an_hour()
    {
        Assert.Equal(30, Minutes(Beaten([.. Enumerable.Repeat(15.0, 20), 30, 30, 30])));
        Assert.Equal(15, Minutes(Beaten([.. Enumerable.Repeat(15.0, 20), 30, 30, 30, 15, 15, 15])));
    }

    [Fact]
    public void Much_shorter_ones_are_learned_within_two_hours()
    {
        var one = Beaten([.. Enumerable.Repeat(15.0, 20), .. Enumerable.Repeat(1.0, 120)]);

        Assert.InRange(Minutes(one), 0.99, 1.01);
    }

    /// <summary>Of a line that loses so many heartbeats for three weeks, the share of the time in which the interval is taken for twice as long or more.</summary>
    [Theory]
    [InlineData(0.02, 0.0)]
    [InlineData(0.1, 0.01)]
    [InlineData(0.3, 0.1)]
    [InlineData(0.5, 0.3)]
    public void A_line_that_loses_heartbeats_keeps_its_interval_most_of_the_time(double lost, double most)
    {
        var random = new Random(11);
        var one = Beaten([.. Enumerable.Repeat(15.0, 20)]);
        var wrong = 0;
        for (var number = 1; number <= 2000; number++)
        {
            if (random.NextDouble() >= lost)
                one.Beat(one.LastBeat + (15 * Minute * Due(number)));
            wrong += Minutes(one) > 20 ? 1 : 0;
        }
        Assert.InRange(wrong / 2000.0, 0, most);

        long Due(int number) => ((Start(number) - one.LastBeat) / (15 * Minute)) is > 0 and var intervals ? intervals : 1;
        long Start(int number) => HabitsTests.At((20 + number) * 15);
    }

    /// <summary>The hours in which misses would be counted: three, of which each follows a heartbeat that came.</summary>
    [Fact]
    public void Heartbeats_that_come_half_as_often_are_missed_three_times_and_not_again()
    {
        var (presence, terminal) = HabitsTests.Watched();
        var missed = new List<int>();
        for (var minute = 0; minute < 6 * 24 * 60; minute++)
        {
            var changed = minute >= ((3 * 24) + 11) * 60;
            if (HabitsTests.Sweep(presence, terminal, minute, minute / 60 % 24 is >= 8 and < 22 && minute % (changed ? 30 : 15) == 10))
                missed.Add(minute - (((3 * 24) + 11) * 60));
        }

        Assert.Equal(3, missed.Count);
        Assert.InRange(missed[^1], 0, 120);
    }

    [Fact]
    public void Heartbeats_an_hour_apart_keep_the_hours_between_them()
    {
        var (presence, terminal) = HabitsTests.Watched();
        var missed = new List<int>();
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
        {
            if (HabitsTests.Sweep(presence, terminal, minute, minute / 60 % 24 is >= 8 and < 22 && minute % 60 == 10 && minute < (48 + 12) * 60))
                missed.Add(minute - ((48 + 12) * 60));
        }

        Assert.Equal(31, missed[0]);
    }

    [Theory]
    [InlineData(15, 15, 0)]
    [InlineData(15, 35, 1)]
    [InlineData(15, 45, 0)]
    [InlineData(60, 60, 2)]
    [InlineData(60, 125, 4)]
    [InlineData(120, 120, 4)]
    [InlineData(120, 240, 0)]
    public void Between_two_heartbeats_of_which_one_may_be_missing_and_less_than_three_hours_apart_it_lived(double interval, double gap, int halfHours)
    {
        var one = Beaten([.. Enumerable.Repeat(interval, 5)]);

        Assert.Equal(halfHours, one.Beat(one.LastBeat + (long)(gap * Minute)));
    }

    private static double Minutes(TerminalPresence one) => one.Interval / (double)Minute;

    private static TerminalPresence Beaten(params double[] gaps)
    {
        var one = new TerminalPresence();
        var at = HabitsTests.At(0);
        one.Beat(at);
        foreach (var gap in gaps)
            one.Beat(at += (long)(gap * Minute));
        return one;
    }
}
