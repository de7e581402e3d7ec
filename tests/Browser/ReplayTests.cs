using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class ReplayTests(AlertedSite site) : IClassFixture<AlertedSite>
{
    [Fact]
    public async Task A_wrong_setting_is_told_at_its_field_and_a_changed_one_is_replayed_to_its_end()
    {
        var page = await site.Pages.SignedIn(address: "/replay");
        var cards = page.GetByLabel("Distinct cards to blame a terminal");
        await Expect(cards).ToHaveValueAsync("3");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByText("Change at least one setting")).ToBeVisibleAsync();
        await cards.FillAsync("many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.GetByText("A whole number from 1 to 100.")).ToBeVisibleAsync();
        await Expect(cards).ToHaveValueAsync("many");

        await cards.FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would have been different" })).ToBeVisibleAsync();
        await Expect(page.GetByText("0 the same, 0 gained, 0 lost, 0 moved.")).ToBeVisibleAsync();
        await page.GotoAsync("/audit");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("replayed past weeks");
    }

    [Fact]
    public async Task A_viewer_may_not_replay()
    {
        var page = await site.Pages.SignedIn("viewer", "/replay");

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start" })).ToHaveCountAsync(0);
    }
}
