using CsCheck;
using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class DeliveryOutcomeTests
{
    private static readonly DeliverySettings Settings = new();

    [Fact]
    public void Delivered_is_done()
    {
        var outcome = DeliveryOutcome.Of(Delivery(), new Delivered(), null, Noon, Settings);
        Assert.Equal(1, Assert.IsType<PageSent>(Assert.Single(outcome.Events)).Attempt);
        Assert.Null(outcome.Next);
    }

    [Fact]
    public void A_failure_is_tried_again_when_the_event_says()
    {
        var outcome = DeliveryOutcome.Of(Delivery() with { Attempts = 2 }, new RetryLater("busy"), null, Noon, Settings);
        var failed = Assert.IsType<PageAttemptFailed>(Assert.Single(outcome.Events));
        Assert.Equal((3, "busy"), (failed.Attempt, failed.Error));
        Assert.Equal((failed.RetryAt, 3), (outcome.Next!.DueAt, outcome.Next.Attempts));
    }

    [Fact]
    public void A_refusal_is_given_up_and_kept_for_a_person()
    {
        var outcome = DeliveryOutcome.Of(Delivery(), new Refused("no such mailbox"), null, Noon, Settings);
        Assert.IsType<PageGivenUp>(Assert.Single(outcome.Events));
        Assert.Null(outcome.Next!.DueAt);
    }

    [Fact]
    public void What_fails_for_too_long_is_given_up() =>
        Assert.IsType<PageGivenUp>(DeliveryOutcome.Of(Delivery(), new RetryLater("busy"), null, Noon + Settings.GiveUpAfter, Settings).Events[0]);

    private static readonly ContactMethod Phone = new("sms", "+8613800138000", TimeSpan.FromMinutes(5));
    private static readonly ContactMethod AtOnce = Phone with { After = TimeSpan.Zero };

    [Fact]
    public void What_is_refused_goes_the_next_way_at_once()
    {
        var outcome = DeliveryOutcome.Of(Delivery(), new Refused("no such mailbox"), AtOnce, Noon, Settings);
        var other = Assert.IsType<PageFellBack>(Assert.Single(outcome.Events));
        Assert.Equal(("sms", "+8613800138000", "no such mailbox", Noon), (other.Channel, other.Recipient, other.Error, other.DueAt));
        Assert.Equal(("sms", 1, 0, English.Key()), (outcome.Next!.Channel, outcome.Next.Way, outcome.Next.Attempts, outcome.Next.Key()));
    }

    [Fact]
    public void What_would_be_tried_again_too_late_goes_the_next_way_in_time()
    {
        var tried = Delivery() with { Attempts = 7 };
        var outcome = DeliveryOutcome.Of(tried, new RetryLater("busy", TimeSpan.FromHours(1)), Phone, Noon.AddMinutes(1), Settings);
        Assert.IsType<PageFellBack>(outcome.Events[1]);
        Assert.Equal((Noon.AddMinutes(5), false), (outcome.Next!.DueAt, outcome.Next.OnlyIfOpen));
    }

    [Fact]
    public void What_was_taken_goes_the_next_way_too_where_nobody_acknowledges_in_time()
    {
        var outcome = DeliveryOutcome.Of(Delivery(), new Delivered(), Phone, Noon.AddSeconds(1), Settings);
        Assert.IsType<PageSent>(Assert.Single(outcome.Events));
        Assert.Equal((Noon.AddMinutes(5), true, "sms"), (outcome.Next!.DueAt, outcome.Next.OnlyIfOpen, outcome.Next.Channel));
    }

    [Fact]
    public void The_notice_of_an_end_asks_nobody_twice() =>
        Assert.Null(DeliveryOutcome.Of(Delivery(kind: PageKind.Resolved), new Delivered(), Phone, Noon, Settings).Next);

    [Fact]
    public void After_the_last_way_it_is_given_up()
    {
        var last = Delivery().By(Phone, Noon);
        Assert.IsType<PageGivenUp>(Assert.Single(DeliveryOutcome.Of(last, new Refused("no such number"), null, Noon, Settings).Events));
    }

    /// <summary>Whatever the channels answer, a page ends sent or given up, and never tries more ways than there are.</summary>
    [Fact]
    public void Every_page_comes_to_an_end() => Gen.Select(Gen.Int[0, 2].Array[1, 40], Gen.Int[0, 3]).Sample((answers, ways) =>
    {
        var (page, now) = (Delivery(), Noon);
        foreach (var answer in answers)
        {
            HandOver said = answer switch { 0 => new Delivered(), 1 => new RetryLater("busy"), _ => new Refused("no") };
            var outcome = DeliveryOutcome.Of(page, said, page.Way < ways ? Phone with { After = TimeSpan.FromMinutes(page.Way) } : null, now, Settings);
            Assert.NotEmpty(outcome.Events);
            Assert.True(outcome.Next is null || outcome.Next.Way <= ways);
            if (outcome.Next is not { DueAt: { } dueAt } next)
                return;
            Assert.True(dueAt >= now);
            (page, now) = (next, dueAt);
        }
    });

    [Fact]
    public void All_pages_of_a_digest_are_tried_again_together()
    {
        var pages = new[] { Delivery(digest: "d"), Delivery(Finding("f-2"), digest: "d") };
        Assert.Single(pages.Select(page => DeliveryOutcome.Of(page, new RetryLater("busy"), null, Noon, Settings).Next!.DueAt).Distinct());
    }

    [Fact]
    public void Waits_double_up_to_the_longest_spread_by_a_fifth_at_most() =>
        Gen.Select(Gen.Int[1, 60], Gen.String).Sample((failures, page) =>
        {
            var expected = Math.Min(Settings.FirstRetryAfter.TotalSeconds * Math.Pow(2, failures - 1), Settings.LongestRetryAfter.TotalSeconds);
            Assert.InRange(Backoff.After(failures, page, Settings, null).TotalSeconds, expected * 0.799, expected * 1.201);
        });

    [Fact]
    public void A_storms_retries_do_not_meet() =>
        Assert.True(Enumerable.Range(0, 100).Select(n => Backoff.After(3, $"page-{n}", Settings, null)).Distinct().Count() > 95);

    [Fact]
    public void It_is_never_tried_before_the_other_side_asked() =>
        Assert.Equal(TimeSpan.FromHours(2), Backoff.After(1, "page", Settings, TimeSpan.FromHours(2)));
}
