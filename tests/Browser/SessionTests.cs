using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class SessionTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_role_that_is_too_low_is_told_so_at_first_load()
    {
        var page = await site.SignedIn("viewer");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The fleet now");

        await page.GotoAsync("/audit");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your role does not open this page");
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_open_page_and_the_next_request_of_it()
    {
        site.Settings["Dashboard__Sessions__CheckEvery"] = "00:00:01";
        await site.RestartDashboard();
        var (page, name) = await site.SignedInAs("operator");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The fleet now");

        await site.Disable(name);

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
        await page.GotoAsync("/terminals");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }
}
