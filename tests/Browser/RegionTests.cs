using System.Net;
using System.Text.RegularExpressions;
using FleetWatch.Browser.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>A technician of one region, in a fleet of two: T1 and its failures are elsewhere, T2 and its failures are theirs.</summary>
public sealed class RegionTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_technician_sees_the_terminals_the_events_and_the_numbers_of_own_regions_and_no_others()
    {
        await using var feed = await Fleet("one");
        var page = await site.SignedIn("technician", organisation: "one", regions: "Hainan");

        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");
        await Expect(page.Locator(".tile.degraded .tile-number")).ToHaveTextAsync("0");
        await Expect(page.Locator(".figures a strong")).ToHaveTextAsync("1");
        await Expect(page.Locator(".figures")).ToContainTextAsync("129 CNY");

        foreach (var address in (string[])["/terminals", "/events", "/search?q=T", "/versions/A920/10.4.0", "/merchants/M1", "/issuers/62002202"])
        {
            await page.GotoAsync(address);
            await RestartTests.Live(page);
            await Expect(page.Locator(".mud-progress-circular")).ToHaveCountAsync(0);
            await Expect(page.Locator("#content a", new() { HasTextRegex = new Regex("^T1$") })).ToHaveCountAsync(0);
            if (!address.StartsWith("/issuers", StringComparison.Ordinal))
                await Expect(page.Locator("#content a", new() { HasTextRegex = new Regex("^T2$") }).First).ToBeVisibleAsync();
            if (await page.Locator(".figures a strong").CountAsync() > 0)
                await Expect(page.Locator(".figures a strong")).ToHaveTextAsync("1");
        }
        await page.GotoAsync("/terminals/T1");
        await Expect(page.Locator(".note").First).ToBeVisibleAsync();
        await Expect(page.Locator("table")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_failure_elsewhere_is_neither_found_nor_explained_nor_packed_and_an_own_one_is()
    {
        await using var feed = await Fleet("two");
        var page = await site.SignedIn("technician", organisation: "two", regions: "Hainan");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();

        foreach (var query in (string[])["reference=there", "terminal=T1"])
        {
            await page.GotoAsync($"/explain?{query}");
            await Expect(page.Locator("#wrong")).ToBeVisibleAsync();
            await Expect(page.Locator(".answer")).ToHaveCountAsync(0);
        }
        Assert.Equal((int)HttpStatusCode.NotFound, (await page.APIRequest.GetAsync($"{site.Address}/explain/pack?reference=there&terminal=T1")).Status);
        await page.GotoAsync("/search?q=there");
        await Expect(page.Locator(".results")).ToHaveCountAsync(0);

        await page.GotoAsync("/explain?reference=here");
        await Expect(page.Locator(".answer")).ToBeVisibleAsync();
        Assert.Equal((int)HttpStatusCode.OK, (await page.APIRequest.GetAsync($"{site.Address}/explain/pack?reference=here&terminal=T2")).Status);
    }

    private async Task<FleetFeed> Fleet(string organisation)
    {
        var feed = await FleetFeed.Start(site, organisation);
        await site.ListensTo(organisation);
        await feed.Register(FleetFeed.Terminal("T1", "S1"), FleetFeed.Terminal("T2", "S2", "Hainan"));
        await feed.Send(FleetFeed.Heartbeat("T1"), FleetFeed.Heartbeat("T2"), FleetFeed.Failure("T1", "91", "there"), FleetFeed.Failure("T1", "91", "there-2"),
            FleetFeed.Failure("T1", "91", "there-3"), FleetFeed.Failure("T2", "91", "here"));
        await site.Eventually<long>($"select count(*) from dashboard.event where organisation = '{organisation}'", found => found == 4);
        return feed;
    }
}
