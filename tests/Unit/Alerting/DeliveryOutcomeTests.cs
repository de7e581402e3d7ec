using CsCheck;
using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Contracts;
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
        var outcome = DeliveryOutcome.Of(Delivery(), new Delivered(), Noon, Settings);
        Assert.Equal(1, Assert.IsType<PageSent>(outcome.Event).Attempt);
        Assert.Null(outcome.Next);
    }

    [Fact]
    public void A_failure_is_tried_again_when_the_event_says()
    {
        var outcome = DeliveryOutcome.Of(Delivery() with { Attempts = 2 }, new RetryLater("busy"), Noon, Settings);
        var failed = Assert.IsType<PageAttemptFailed>(outcome.Event);
        Assert.Equal((3, "busy"), (failed.Attempt, failed.Error));
        Assert.Equal((failed.RetryAt, 3), (outcome.Next!.DueAt, outcome.Next.Attempts));
    }

    [Fact]
    public void A_refusal_is_given_up_and_kept_for_a_person()
    {
        var outcome = DeliveryOutcome.Of(Delivery(), new Refused("no such mailbox"), Noon, Settings);
        Assert.IsType<PageGivenUp>(outcome.Event);
        Assert.Null(outcome.Next!.DueAt);
    }

    [Fact]
    public void What_fails_for_too_long_is_given_up() =>
        Assert.IsType<PageGivenUp>(DeliveryOutcome.Of(Delivery(), new RetryLater("busy"), Noon + Settings.GiveUpAfter, Settings).Event);

    [Fact]
    public void All_pages_of_a_digest_are_tried_again_together()
    {
        var pages = new[] { Delivery(digest: "d"), Delivery(Finding("f-2"), digest: "d") };
        Assert.Single(pages.Select(page => DeliveryOutcome.Of(page, new RetryLater("busy"), Noon, Settings).Next!.DueAt).Distinct());
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
