using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class CompanySignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_companys_administrator_signs_in_by_OpenID_Connect_and_one_without_a_role_does_not()
    {
        await using var provider = await Provider.Start();
        site.Settings["Dashboard__OpenIdConnect__Authority"] = provider.Address;
        site.Settings["Dashboard__OpenIdConnect__ClientSecret"] = "secret";
        site.Settings["Dashboard__OpenIdConnect__Organisation"] = "acme";
        site.Settings["Dashboard__OpenIdConnect__RequireHttps"] = "false";
        site.Settings["Dashboard__OpenIdConnect__RoleNames__FleetAdmins"] = "administrator";
        await site.RestartDashboard();
        provider.Groups.Add("Cleaners");
        var stranger = await (await site.Profile()).NewPageAsync();
        await stranger.GotoAsync("/sign-in");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Sign in with your company" }).ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("opens no part of FleetWatch");

        provider.Groups.Add("FleetAdmins");
        var page = await (await site.Profile()).NewPageAsync();
        await page.GotoAsync("/sign-in?back=%2Fterminals");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your company" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Terminals");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveAttributeAsync("title", "Signed in as Li Na, administrator");
        Assert.Equal(1L, await site.Query("select count(*) from dashboard.mt_doc_auditentry where data ->> 'by' = 'Li Na'"));
    }
}
