using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Npgsql;
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
    public async Task A_replay_outlives_the_service_that_runs_it_and_so_does_what_was_typed()
    {
        var page = await site.Pages.SignedIn(address: "/replay", organisation: "restarted");
        var cards = page.GetByLabel("Distinct cards to blame a terminal");
        await cards.FillAsync("7");
        await using (var held = new NpgsqlConnection(site.Pages.Servers.Postgres))
        {
            await held.OpenAsync();
            // A replay reads the registry first, and gets no further.
            await using var hold = new NpgsqlCommand("begin; lock table analysis.registered_terminal in access exclusive mode", held);
            await hold.ExecuteNonQueryAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It runs" })).ToBeVisibleAsync();
            await site.Stop("Analysis");
            await Expect(page.GetByText("No answer.")).ToBeVisibleAsync();
        }

        await site.Start("Analysis");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would have been different" })).ToBeVisibleAsync();
        await Expect(cards).ToHaveValueAsync("7");
    }

    [Fact]
    public async Task One_that_was_interrupted_too_often_says_so_and_is_started_again_by_one_click()
    {
        await site.Pages.Query("""
            insert into analysis.replay (organisation, replay) values ('unlucky', '{"id":"r-1","by":"Li","askedAt":"2026-04-01T00:00:00+00:00","from":"2026-03-01T00:00:00+00:00",
            "to":"2026-03-08T00:00:00+00:00","changes":{"cardsToBlameTerminal":"5"},"state":"running","progress":0.5,"events":12,"interruptions":3}')
            """);
        var page = await site.Pages.SignedIn(address: "/replay", organisation: "unlucky");
        await Expect(page.GetByText("Analysis has started again 4 times while this replay was under way.")).ToBeVisibleAsync();
        var cards = page.GetByLabel("Distinct cards to blame a terminal");
        await cards.FillAsync("9");

        await page.GetByRole(AriaRole.Button, new() { Name = "Start it again" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would have been different" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Distinct cards to blame a terminal: 5")).ToBeVisibleAsync();
        await Expect(cards).ToHaveValueAsync("9");
    }

    [Fact]
    public async Task A_viewer_may_not_replay()
    {
        var page = await site.Pages.SignedIn("viewer", "/replay");

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start" })).ToHaveCountAsync(0);
    }
}
