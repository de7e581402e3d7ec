using CsCheck;
using FleetWatch.Alerting.Watch;
using FleetWatch.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class WatchStateTests
{
    private static readonly WatchSettings Settings = new();
    private static readonly Complaint Queue = new(ComplaintKind.QueueGrows, "alerting.findings", 2000);

    [Fact]
    public void What_lasts_is_told_once_and_its_end_once() =>
        Assert.Equal([false, true], Told(minute => minute is >= 1 and <= 20));

    [Fact]
    public void What_passes_at_once_is_told_to_nobody() => Assert.Empty(Told(minute => minute == 3));

    [Fact]
    public void What_flickers_is_one_trouble() => Assert.Equal([false, true], Told(minute => minute < 30 && minute % 4 != 3));

    [Fact]
    public void The_end_tells_the_worst_of_it()
    {
        var (state, _) = WatchState.Empty.Look([Queue], Noon, Settings);
        (state, var begun) = state.Look([Queue with { Value = 9000 }], Noon.AddMinutes(2), Settings);
        Assert.False(Assert.Single(begun).Over);
        (_, var over) = state.Look([], Noon.AddMinutes(8), Settings);
        Assert.Equal(9000, Assert.Single(over).Trouble.Worst.Value);
    }

    /// <summary>However it comes and goes: begun and over take turns for each trouble, and never more than one of them a raise time.</summary>
    [Fact]
    public void Begun_and_over_take_turns() => Gen.Bool.Array[1, 200].Sample(wrong =>
    {
        var told = Told(minute => minute < wrong.Length && wrong[minute]);
        Assert.All(told.Select((over, n) => (over, n)), one => Assert.Equal(one.n % 2 == 1, one.over));
    });

    [Fact]
    public void A_feed_that_falls_silent_is_not_one_that_has_never_spoken()
    {
        var book = new ReportBook(new FakeTimeProvider(Noon));
        var report = new ServiceReport { Service = "ingest", Organisation = "new", At = Noon };
        book.Take(report);
        book.Take(report with { Organisation = "acme", LastEventsAt = Noon.AddMinutes(-11) });
        book.Take(report with { Organisation = "well", LastEventsAt = Noon.AddMinutes(-11) });
        book.Take(report with { Organisation = "well", LastEventsAt = Noon });
        book.Take(report with { Organisation = "well" });
        Assert.Equal(new Complaint(ComplaintKind.FeedSilent, "acme", 660), Assert.Single(book.Complaints(Noon, Settings)));
    }

    [Fact]
    public void A_feed_of_which_a_part_is_lost_is_told_while_the_rest_of_it_comes()
    {
        var book = new ReportBook(new FakeTimeProvider(Noon));
        var analysis = new ServiceReport { Service = "analysis", Organisation = "acme", At = Noon, HeartbeatsMissed = 0.314 };
        book.Take(analysis);
        Assert.Empty(book.Complaints(Noon, Settings));
        book.Take(new ServiceReport { Service = "ingest", Organisation = "other", At = Noon, LastEventsAt = Noon });
        Assert.Empty(book.Complaints(Noon, Settings));
        book.Take(new ServiceReport { Service = "ingest", Organisation = "acme", At = Noon, LastEventsAt = Noon.AddMinutes(-3) });
        Assert.Empty(book.Complaints(Noon, Settings));
        book.Take(new ServiceReport { Service = "ingest", Organisation = "acme", At = Noon, LastEventsAt = Noon });
        Assert.Equal(new Complaint(ComplaintKind.FeedThin, "acme", 31), Assert.Single(book.Complaints(Noon, Settings)));
        book.Take(analysis with { HeartbeatsMissed = 0.1 });
        Assert.Empty(book.Complaints(Noon, Settings));
    }

    [Fact]
    public void A_feed_that_does_not_tell_what_was_counted_or_tried_is_told()
    {
        var book = new ReportBook(new FakeTimeProvider(Noon));
        book.Take(new ServiceReport { Service = "ingest", Organisation = "acme", At = Noon, LastEventsAt = Noon });
        var analysis = new ServiceReport { Service = "analysis", Organisation = "acme", At = Noon, HeartbeatsMissed = 0, FailuresMissed = 0.2, AttemptsUntold = 0.1 };
        book.Take(analysis);
        Assert.Empty(book.Complaints(Noon, Settings));
        book.Take(analysis with { FailuresMissed = 0.46, AttemptsUntold = 0.12 });
        Assert.Equal([new Complaint(ComplaintKind.FailuresMissed, "acme", 46), new Complaint(ComplaintKind.AttemptsUntold, "acme", 12)], book.Complaints(Noon, Settings));
        book.Take(analysis with { HeartbeatsMissed = 0.9, AttemptsUntold = 0.9 });
        Assert.Equal(new Complaint(ComplaintKind.FeedThin, "acme", 90), Assert.Single(book.Complaints(Noon, Settings)));
    }

    [Fact]
    public void A_service_that_says_nothing_any_more_is_noticed()
    {
        var book = new ReportBook(new FakeTimeProvider(Noon));
        book.Take(new ServiceReport { Service = "ingest", Organisation = "acme", At = Noon });
        Assert.Empty(book.Complaints(Noon.AddSeconds(60), Settings));
        Assert.Equal(ComplaintKind.ServiceSilent, Assert.Single(book.Complaints(Noon.AddSeconds(61), Settings)).Kind);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void Every_trouble_has_its_words(string language)
    {
        foreach (var kind in Enum.GetValues<ComplaintKind>())
        {
            var trouble = new Trouble(new Complaint(kind, "x", 7), Noon, Noon, Told: true);
            foreach (var over in new[] { false, true })
                Assert.DoesNotContain('{', WatchMessage.Of(new WatchNews(trouble, over), English with { Language = language }, Noon).Text);
        }
    }

    /// <summary>What is told where a minute is wrong as said, over five hours.</summary>
    private static List<bool> Told(Func<int, bool> wrong)
    {
        var (state, told) = (WatchState.Empty, new List<bool>());
        for (var minute = 0; minute < 300; minute++)
        {
            (state, var news) = state.Look(wrong(minute) ? [Queue] : [], Noon.AddMinutes(minute), Settings);
            told.AddRange(news.Select(one => one.Over));
        }
        return told;
    }
}
