using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_operator_signs_in_and_sees_the_board()
    {
        var page = await site.SignedIn();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The fleet now");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_led_back()
    {
        var page = await (await site.Profile()).NewPageAsync();

        await page.GotoAsync("/");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in\\?back="));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_the_name_stays_typed()
    {
        await site.Account("Anna");
        var page = await (await site.Profile("zh-CN")).NewPageAsync();
        await page.GotoAsync("/sign-in");

        await page.FillAsync("#name", "Anna");
        await page.FillAsync("#password", "not it");
        await page.ClickAsync("button[type=submit]");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("用户名或密码不正确");
        await Expect(page.Locator("#name")).ToHaveValueAsync("Anna");
    }

    [Fact]
    public async Task The_language_is_a_choice_that_stays()
    {
        var page = await site.SignedIn();

        await page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("终端现状");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
    }
}
