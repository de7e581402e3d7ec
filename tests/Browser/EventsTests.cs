using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class EventsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_batch_that_is_longer_than_two_pages_is_shown_to_its_last_event()
    {
        await using var feed = await FleetFeed.Start(site);
        await site.ListensTo("acme");
        string[] sent = [.. Enumerable.Range(1, 120).Select(n => $"ref-{n}")];
        await feed.Send([.. sent.Select((id, n) => FleetFeed.Failure($"T{n % 7}", "91", id))]);
        await site.Eventually<long>("select count(*) from dashboard.event where organisation = 'acme'", found => found == sent.Length);
        var page = await site.SignedIn("viewer", "/events?code=91");
        var rows = page.Locator("tbody tr");
        List<string> shown = [];

        foreach (var count in (int[])[50, 50, 20])
        {
            await RestartTests.Live(page); // Until then the rows may be those that go when the circuit takes over.
            await Expect(rows).ToHaveCountAsync(count);
            shown.AddRange(await rows.Locator("td:last-child").AllInnerTextsAsync());
            if (shown.Count < sent.Length)
                await page.GotoAsync(await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).GetAttributeAsync("href") ?? "");
        }

        await StaysInSight(page, "/events?code=91", "main tbody tr");
        Assert.Equal(sent.Order(), shown.Select(id => id.Trim()).Order());
    }

    /// <summary>What the server has drawn is there from the first paint until the page is alive, and after.</summary>
    internal static async Task StaysInSight(IPage page, string address, string what)
    {
        await page.AddInitScriptAsync($$"""
            {
              let seen = false;
              window.gone = 0;
              new MutationObserver(() => {
                const there = document.querySelector('{{what}}') !== null;
                if (seen && !there) window.gone++;
                seen ||= there;
              }).observe(document, { childList: true, subtree: true });
            }
            """);
        await page.GotoAsync(address);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-live", "true");
        await Expect(page.Locator(what).First).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("window.gone"));
    }
}
