using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

public sealed class ThrottleTests
{
    private static readonly IncidentSettings Settings = new() { Routes = Routing.ForEveryAudience("test") };

    [Fact]
    public void Beyond_the_allowed_number_pages_go_into_one_digest()
    {
        var pages = Storm(Enumerable.Repeat(Noon, 20));
        Assert.Equal(5, pages.Count(page => page.Digest is null));
        var digest = Assert.Single(pages.Where(page => page.Digest is not null).Select(page => (page.Digest, page.DueAt)).Distinct());
        Assert.Equal(Noon + Settings.DigestGather, digest.DueAt);
    }

    [Fact]
    public void After_a_quiet_window_pages_are_of_their_own_again()
    {
        var pages = Storm([.. Enumerable.Repeat(Noon, 20), Noon + Settings.ThrottleWindow + TimeSpan.FromSeconds(1)]);
        Assert.Null(pages[^1].Digest);
    }

    [Fact]
    public void No_recipient_gets_more_than_the_throttle_allows_and_nothing_is_dropped() =>
        Gen.Int[0, 3600].Array[1, 400].Sample(seconds =>
        {
            var pages = Storm(seconds.Order().Select(second => Noon.AddSeconds(second)));
            Assert.Equal(seconds.Length, pages.Count);
            Assert.All(pages, page => Assert.True(page.Digest is null || page.DueAt >= page.At));
            var handed = pages.Select(page => (Key: page.Digest ?? page.PageId, At: page.DueAt ?? page.At)).Distinct().ToList();
            var most = Settings.PagesPerWindow + (int)(Settings.ThrottleWindow / Settings.DigestEvery);
            Assert.All(handed, one => Assert.InRange(handed.Count(other => other.At >= one.At && other.At < one.At + Settings.ThrottleWindow), 1, most));
        }, iter: 300);

    [Fact]
    public void Ten_thousand_findings_in_a_minute_are_a_handful_of_messages_to_each()
    {
        var book = new IncidentBook(Settings);
        var pages = Enumerable.Range(0, 10_000)
            .SelectMany(n => book.Take(Opened(Finding($"f-{n}", key: $"S{n}", openedAt: Noon.AddMilliseconds(n * 6))), Noon.AddMilliseconds(n * 6)))
            .OfType<PageDecided>().ToList();
        Assert.Equal(20_000, pages.Count);
        foreach (var mine in pages.GroupBy(page => page.Recipient))
            Assert.InRange(mine.Select(page => page.Digest ?? page.PageId).Distinct().Count(), 6, 8);
    }

    private static List<PageDecided> Storm(IEnumerable<DateTimeOffset> times)
    {
        var load = new RecipientLoad { Id = "e-mail:a" };
        var pages = new List<PageDecided>();
        foreach (var (at, n) in times.Select((at, n) => (at, n)))
        {
            var page = new PageDecided { IncidentId = "i", PageId = $"i-{n}", At = at, Kind = PageKind.Opened, Send = true, Reason = PageReason.New };
            (page, load) = Throttle.Take(page, load, Settings);
            pages.Add(page);
        }
        return pages;
    }
}
