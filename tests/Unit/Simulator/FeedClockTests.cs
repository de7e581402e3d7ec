using FleetWatch.Contracts;
using FleetWatch.Rehearsing;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class FeedClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Time_is_when_the_latest_event_was_sent_and_never_falls()
    {
        var clock = new FeedClock();

        Assert.Equal(Noon, clock.Take(Beat("T1", Noon.AddHours(9), Noon)));
        Assert.Equal(Noon, clock.Take(Beat("T2", Noon, Noon.AddHours(-1))));
        Assert.Equal(Noon.AddMinutes(5), clock.Take(Beat("T1", Noon, Noon.AddMinutes(5))));
    }

    [Fact]
    public void One_wrong_clock_does_not_carry_a_feed_along_that_does_not_say_when_it_was_sent()
    {
        var clock = new FeedClock();
        clock.Take(Beat("T1", Noon, null));

        Assert.Equal(Noon, clock.Take(Beat("T2", Noon.AddYears(2), null)));
        Assert.Equal(Noon, clock.Take(Beat("T2", Noon.AddYears(2), null)));
        Assert.Equal(Noon.AddMinutes(1), clock.Take(Beat("T3", Noon.AddMinutes(1), null)));
    }

    [Fact]
    public void A_gap_is_believed_once_three_terminals_agree()
    {
        var clock = new FeedClock();
        clock.Take(Beat("T1", Noon, null));
        clock.Take(Beat("T1", Noon.AddHours(8), null));
        clock.Take(Beat("T2", Noon.AddHours(8).AddMinutes(1), null));

        Assert.Equal(Noon.AddHours(8), clock.Take(Beat("T3", Noon.AddHours(8).AddMinutes(2), null)));
    }

    private static TerminalHeartbeat Beat(string terminal, DateTimeOffset at, DateTimeOffset? sent) =>
        new() { Id = "x", TerminalId = terminal, OccurredAt = at, SentAt = sent };
}
