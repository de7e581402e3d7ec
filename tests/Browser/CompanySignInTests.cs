using System.Text.RegularExpressions;
using FleetWatch.Browser.Harness;
using FleetWatch.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class CompanySignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_companys_administrator_signs_in_by_OpenID_Connect_and_one_without_a_role_does_not()
    {
        await using var provider = await Company("offline_access");
        provider.Groups.Add("Cleaners");
        var stranger = await (await site.Profile()).NewPageAsync();
        await stranger.GotoAsync("/sign-in");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Sign in with your company" }).ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("opens no part of FleetWatch");

        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveAttributeAsync("title", "Signed in as Li Na, administrator");
        Assert.Equal(1L, await site.Query("select count(*) from dashboard.mt_doc_auditentry where data ->> 'by' = 'Li Na'"));
    }

    [Fact]
    public async Task An_open_page_goes_on_while_the_provider_confirms_its_person_and_ends_when_it_does_so_no_more()
    {
        await using var provider = await Company("offline_access", ("RenewEvery", "00:00:01"));
        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();
        await Eventually.True(() => Task.FromResult(provider.Renewals > 2), "the provider has confirmed its person again and again");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Terminals");

        provider.Knows = false;

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await page.GotoAsync("/audit");
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task Whoever_is_somebody_else_at_the_provider_by_now_is_asked_to_sign_in_as_that()
    {
        await using var provider = await Company("offline_access", ("RenewEvery", "00:00:01"));
        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();

        provider.Groups[0] = "viewer";

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your company" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveAttributeAsync("title", "Signed in as Li Na, viewer");
    }

    [Fact]
    public async Task A_provider_that_is_away_ends_nothing_at_once_and_everything_in_time()
    {
        var provider = await Company("offline_access", ("RenewEvery", "00:00:01"), ("Unconfirmed", "00:00:10"));
        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();

        await provider.DisposeAsync();
        await Eventually.True(async () => await site.Query("select max(asked_at - confirmed_at) > interval '2 s' from dashboard.company_session") is true, "it was asked and not heard");
        Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task Without_refresh_tokens_a_session_ends_in_time()
    {
        await using var provider = await Company(renewal: null, ("Unconfirmed", "00:00:20"));
        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        Assert.Equal(0, provider.Renewals);
    }

    [Fact]
    public async Task Whoever_signs_out_ends_the_other_pages_of_the_session_too()
    {
        await using var provider = await Company("offline_access");
        provider.Groups.Add("FleetAdmins");
        var page = await SignedIn();
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/events");
        await Expect(second.Locator("body")).ToHaveAttributeAsync("data-live", "true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(second).ToHaveURLAsync(new Regex("/sign-in"));
    }

    private async Task<Provider> Company(string? renewal, params (string Name, string Value)[] sessions)
    {
        var provider = await Provider.Start();
        site.Settings["Dashboard__OpenIdConnect__Authority"] = provider.Address;
        site.Settings["Dashboard__OpenIdConnect__ClientSecret"] = "secret";
        site.Settings["Dashboard__OpenIdConnect__Organisation"] = "acme";
        site.Settings["Dashboard__OpenIdConnect__RequireHttps"] = "false";
        site.Settings["Dashboard__OpenIdConnect__RoleNames__FleetAdmins"] = "administrator";
        site.Settings["Dashboard__OpenIdConnect__RenewalScope"] = renewal;
        site.Settings["Dashboard__Sessions__CheckEvery"] = "00:00:01";
        foreach (var name in (string[])["RenewEvery", "Unconfirmed"])
            site.Settings[$"Dashboard__Sessions__{name}"] = sessions.FirstOrDefault(setting => setting.Name == name).Value;
        await site.RestartDashboard();
        return provider;
    }

    private async Task<IPage> SignedIn()
    {
        var page = await (await site.Profile()).NewPageAsync();
        await page.GotoAsync("/sign-in?back=%2Fterminals");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your company" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Terminals");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-live", "true");
        return page;
    }
}
