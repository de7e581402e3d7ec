using System.Text.Json.Nodes;
using FleetWatch.Browser.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class BoardTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_happens_at_the_tills_appears_on_an_open_board()
    {
        await using var feed = await FleetFeed.Start(site);
        var page = await site.SignedIn();
        await Expect(page.Locator("[role=status]").First).ToContainTextAsync("Nothing has been heard");

        await site.ListensTo("acme");
        await feed.Register(FleetFeed.Terminal("T1"), FleetFeed.Terminal("T2"), FleetFeed.Terminal("T3"));
        await feed.Send(FleetFeed.Heartbeat("T1"), FleetFeed.Heartbeat("T2"), FleetFeed.Failure("T2"), FleetFeed.Failure("T2"), FleetFeed.Failure("T2"));

        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");
        await Expect(page.Locator(".tile.degraded .tile-number")).ToHaveTextAsync("1");
        await Expect(page.Locator(".tile.unknown .tile-number")).ToHaveTextAsync("1");
        await Expect(page.Locator(".figures")).ToContainTextAsync("387 CNY");
    }

    [Fact]
    public async Task An_event_that_comes_twice_counts_once()
    {
        await using var feed = await FleetFeed.Start(site, "twice");
        await site.ListensTo("twice");
        var failure = FleetFeed.Failure("T1");

        await feed.Send(failure, failure);
        await feed.Send(failure);
        await feed.Send(FleetFeed.Failure("T1"));

        Assert.Equal(2, await site.Eventually<long>("select failures from dashboard.fleet_hour where organisation = 'twice' and currency = ''", found => found >= 2));
        Assert.Equal(2L, await site.Query("select count(*) from dashboard.event where organisation = 'twice'"));
    }

    [Fact]
    public async Task It_never_takes_a_message_that_no_queue_of_Analysis_takes()
    {
        await using var feed = await FleetFeed.Start(site, "early", analysis: false);
        await site.Eventually<long>("select count(*) from dashboard.mt_doc_knownorganisation where id = 'early'", found => found == 1);

        await Assert.ThrowsAnyAsync<Exception>(feed.Tick);
        Assert.DoesNotContain(await Queues(), queue => queue == "dashboard.early");
    }

    private async Task<IEnumerable<string?>> Queues() => (await site.Servers.Broker<JsonArray>("queues/{vhost}"))!.Select(queue => (string?)queue!["name"]);
}
