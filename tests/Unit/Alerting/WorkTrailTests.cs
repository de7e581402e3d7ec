using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Explaining.Trails;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Alerting;

/// <summary>"Why was I paged?" and "why was I not?" have an answer in the trail.</summary>
public sealed class WorkTrailTests
{
    private static readonly Words English = PageWords.For("en", "Etc/UTC");

    public static TheoryData<IncidentEvent, string> Acts() => new()
    {
        { new IncidentAssigned { IncidentId = "i", At = Noon, By = "Li", To = "Wang" }, "Li assigned it to Wang." },
        { new IncidentSnoozed { IncidentId = "i", At = Noon, By = "Li", Until = Noon, Note = "on my way" }, "Li snoozed it until 2026-11-05 12:00:00 +00:00. on my way" },
        { new IncidentReopenedByHand { IncidentId = "i", At = Noon, By = "Li" }, "Li opened it again: it is not over." },
        { new IncidentRated { IncidentId = "i", At = Noon, By = "Li", Useful = false }, "Li rated it noise." },
        {
            new EscalationHeld { IncidentId = "i", At = Noon, Policy = "field", Until = Noon, Window = "works" },
            "Escalation field waits until 2026-11-05 12:00:00 +00:00: window works covers the incident."
        },
        {
            new IncidentEscalated { IncidentId = "i", At = Noon, Policy = "field", Round = 1, Step = 2 },
            "Escalation field, round 1, step 2, since nobody has acknowledged; the next step is due at never."
        },
    };

    [Fact]
    public void A_picture_tells_failures_from_missed_heartbeats()
    {
        var seen = Finding() with
        {
            Evidence = new Evidence { Failures = 96, Expected = 0.4, Attempts = 30, Symptoms = [new SymptomCount(SymptomCount.Silence, 69), new SymptomCount("no-signal", 27)] },
        };
        var opened = new IncidentOpened { IncidentId = "i", At = Noon, Finding = seen };

        Assert.Contains("Failures: 27 in 30 attempts, and missed heartbeats: 69; expected of both: 0.4. Terminals: 14.", TrailSentences.Text(opened, English), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void What_happened_is_said_in_words(IncidentEvent happened, string text)
    {
        Assert.Equal(text, TrailSentences.Text(happened, English));
        Assert.DoesNotContain('{', TrailSentences.Text(happened, PageWords.For("zh-Hans", "Etc/UTC")));
    }

    [Fact]
    public void A_page_that_was_held_back_names_the_window_and_the_way()
    {
        var page = new PageDecided
        {
            IncidentId = "i",
            At = Noon,
            PageId = "p",
            Kind = PageKind.Opened,
            Send = false,
            Reason = "in-window",
            Window = "works",
            DueAt = Noon,
            Via = "networks / policy:field / 1 / schedule:field",
        };
        Assert.Equal("Not sent. (window works, until 2026-11-05 12:00:00 +00:00) (by way of networks / policy:field / 1 / schedule:field)",
            WorkSentences.WithWay("Not sent.", page, English));
    }

    [Theory]
    [InlineData("the card 4111 1111 1111 1111 was refused", true)]
    [InlineData("4111-1111-1111-1111", true)]
    [InlineData("the card 4111111111111113 was refused", false)]
    [InlineData("router 12, call 030 1234567 at 10:30", false)]
    public void Words_with_a_card_number_are_seen(string text, bool card) => Assert.Equal(card, CardDigits.AreIn(text));
}
