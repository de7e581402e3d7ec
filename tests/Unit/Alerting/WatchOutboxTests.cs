using FleetWatch.Alerting.Watch;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Alerting;

public sealed class WatchOutboxTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_another_instance_has_just_told_is_kept_in_case_it_died_before()
    {
        var outbox = new WatchOutbox(Keep);
        outbox.Add(News("old"), Noon);
        outbox.Add(News("new"), Noon.AddSeconds(15));
        outbox.LeaveToAnother(Noon.AddSeconds(31));
        Assert.Equal("new", outbox.Next!.Trouble.Worst.Of); // It is there.
        outbox.LeaveToAnother(Noon.AddSeconds(46));
        Assert.Null(outbox.Next);
    }

    [Fact]
    public void What_could_not_be_told_is_told_first_at_the_next_look()
    {
        var outbox = new WatchOutbox(Keep);
        outbox.Add(News("first"), Noon);
        outbox.Add(News("second"), Noon.AddHours(1));
        Assert.Equal("first", outbox.Next!.Trouble.Worst.Of); // It is there.
        outbox.Told();
        Assert.Equal("second", outbox.Next!.Trouble.Worst.Of); // It is there.
    }

    private static WatchNews News(string of) => new(new Trouble(new Complaint(ComplaintKind.QueueGrows, of, 1), Noon, Noon, Told: true), Over: false);
}
