using FleetWatch.Contracts;
using FleetWatch.Dashboard;
using FleetWatch.Dashboard.Board;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Explaining;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class FeedLossesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly LossSettings Settings = new();
    private static readonly ServiceReport Well = new() { Service = "analysis", Organisation = "acme", At = Noon, HeartbeatsMissed = 0, FailuresMissed = 0, AttemptsUntold = 0 };
    private static readonly ServiceReport Thin = Well with { HeartbeatsMissed = 0.31 };

    [Fact]
    public void What_has_lasted_a_minute_is_shown_since_it_was_first_heard()
    {
        var losses = Reported(Thin, 0, 55);
        Assert.Empty(Shown(losses, 55));

        Assert.Equal([(Loss.Heartbeats, 0.31, Noon)], Shown(Reported(Thin, 60, 60, losses), 60));
    }

    [Fact]
    public void What_passes_within_a_minute_must_last_again()
    {
        var losses = Reported(Thin, 60, 115, Reported(Well, 55, 55, Reported(Thin, 0, 50)));
        Assert.Empty(Shown(losses, 115));

        Assert.Equal(Noon.AddSeconds(60), Assert.Single(Shown(Reported(Thin, 120, 120, losses), 120)).Since);
    }

    [Fact]
    public void It_goes_when_it_has_been_well_for_five_minutes()
    {
        var losses = Reported(Well, 125, 415, Reported(Thin, 0, 120));
        Assert.Equal([(Loss.Heartbeats, 0.31, Noon)], Shown(losses, 415));

        Assert.Empty(Shown(Reported(Well, 420, 420, losses), 420));
    }

    /// <summary>Around the limit it comes and goes every other minute, for an hour.</summary>
    [Fact]
    public void What_flickers_is_one_loss()
    {
        var losses = Reported(Thin, 0, 60);
        for (var second = 65; second < 3600; second += 5)
        {
            losses = losses.Take(second / 60 % 2 == 0 ? Thin : Well with { HeartbeatsMissed = 0.09 }, Noon.AddSeconds(second), Settings);
            Assert.Equal([(Loss.Heartbeats, 0.31, Noon)], Shown(losses, second));
        }
    }

    [Fact]
    public void Where_no_report_comes_for_a_minute_nothing_is_claimed()
    {
        var losses = Reported(Thin, 0, 600);
        Assert.Single(Shown(losses, 660));
        Assert.Empty(Shown(losses, 661));

        losses = Reported(Thin, 700, 755, losses);
        Assert.Empty(Shown(losses, 755));
        Assert.Equal(Noon.AddSeconds(700), Assert.Single(Shown(Reported(Thin, 760, 760, losses), 760)).Since);
    }

    [Fact]
    public void A_service_that_does_not_know_neither_claims_it_nor_ends_it()
    {
        var ingest = new ServiceReport { Service = "ingest", Organisation = "acme", At = Noon, LastEventsAt = Noon };
        var losses = Reported(ingest, 0, 660, Reported(Thin, 0, 600));

        Assert.Single(Shown(losses, 660));
        Assert.Empty(Shown(Reported(ingest, 665, 665, losses), 665));
    }

    [Fact]
    public void Each_share_has_its_own_limit()
    {
        Assert.Empty(Shown(Reported(Well with { HeartbeatsMissed = 0.1, FailuresMissed = 0.2, AttemptsUntold = 0.1 }, 0, 60), 60));
        Assert.Equal([(Loss.Failures, 0.21, Noon), (Loss.Attempts, 0.11, Noon)], Shown(Reported(Well with { FailuresMissed = 0.21, AttemptsUntold = 0.11 }, 0, 60), 60));
    }

    [Fact]
    public void Beside_missed_heartbeats_nothing_is_said_of_what_they_do_not_count()
    {
        var untold = Well with { AttemptsUntold = 0.9 };
        var both = untold with { HeartbeatsMissed = 0.5, FailuresMissed = 0.5 };
        Assert.Equal([Loss.Heartbeats, Loss.Failures], Shown(Reported(both, 0, 60), 60).Select(loss => loss.Kind));
        Assert.Empty(Shown(Reported(both, 35, 90, Reported(untold, 0, 30)), 90));

        var losses = Reported(both, 65, 125, Reported(untold, 0, 60));
        Assert.Equal([Loss.Heartbeats, Loss.Failures], Shown(losses, 125).Select(loss => loss.Kind));
        Assert.Equal([Loss.Attempts], Shown(Reported(untold, 130, 430, losses), 430).Select(loss => loss.Kind));
    }

    [Fact]
    public void The_share_moves_only_when_it_has_moved_by_five_points()
    {
        var losses = Reported(Thin with { HeartbeatsMissed = 0.35 }, 65, 65, Reported(Thin, 0, 60));
        Assert.Equal(0.31, Assert.Single(Shown(losses, 65)).Share);
        Assert.Equal(0.37, Assert.Single(Shown(Reported(Thin with { HeartbeatsMissed = 0.37 }, 70, 70, losses), 70)).Share);
    }

    [Fact]
    public void An_organisation_never_sees_what_another_loses()
    {
        var clock = new FakeTimeProvider(Noon);
        var book = new LossBook(Options.Create(Settings), clock);
        for (var n = 0; n < 30; n++)
        {
            book.Take(Thin);
            book.Take(Well with { Organisation = "next-door" });
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(Loss.Heartbeats, Assert.Single(book.Of("acme")).Kind);
        Assert.Empty(book.Of("next-door"));
        Assert.Empty(book.Of("unheard"));
    }

    [Fact]
    public void Every_loss_is_said_in_both_languages_in_the_organisations_own_time()
    {
        foreach (var language in Words.Languages)
            foreach (var kind in Enum.GetValues<Loss>())
            {
                var said = LossWords.Say(new FeedLoss(kind, 0.314, Noon, Noon, Noon), Noon.AddMinutes(5), Words.For(language, "Asia/Shanghai", Texts.Own));
                Assert.Contains("31%", said);
                Assert.Contains("20:00", said);
                Assert.DoesNotContain('{', said);
            }
    }

    /// <summary>The report every five seconds between two seconds after noon.</summary>
    private static FeedLosses Reported(ServiceReport report, int from, int until, FeedLosses? before = null)
    {
        var losses = before ?? FeedLosses.None;
        for (var second = from; second <= until; second += 5)
            losses = losses.Take(report, Noon.AddSeconds(second), Settings);
        return losses;
    }

    private static IEnumerable<(Loss Kind, double Share, DateTimeOffset Since)> Shown(FeedLosses losses, int second) =>
        losses.Shown(Noon.AddSeconds(second), Settings).Select(loss => (loss.Kind, loss.Share, loss.Since));
}
