using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class ExplainTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_help_desk_finds_out_why_one_card_was_refused()
    {
        await using var feed = await FleetFeed.Start(site);
        await site.ListensTo("acme");
        await feed.Register(FleetFeed.Terminal("T1"), FleetFeed.Terminal("T2"));
        await feed.Send(FleetFeed.Heartbeat("T1"), FleetFeed.Failure("T1", "91", "ref-100"), FleetFeed.Failure("T2", "91") with { CardRef = "another" });
        await site.Eventually<long>("select count(*) from dashboard.event where organisation = 'acme'", found => found == 2);
        var page = await site.SignedIn("viewer", "/explain");

        await page.FillAsync("#reference", "ref-100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Expect(page.Locator("#answer-title")).ToContainTextAsync("Most likely");
        await Expect(page.Locator("#pack-title")).ToBeVisibleAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("c9f3a1c5e2b10");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("ref-100", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_told_and_stays_typed()
    {
        var page = await site.SignedIn("viewer", "/explain");

        await page.FillAsync("#terminal", "T1");
        await page.FillAsync("#at", "yesterday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("“yesterday” is no date and time");
        await Expect(page.Locator("#at")).ToHaveValueAsync("yesterday");
        await Expect(page.Locator("#terminal")).ToHaveValueAsync("T1");
    }
}
