using System.Text.RegularExpressions;
using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

public sealed class PhoneTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task Theme_and_sign_out_are_within_reach(string language)
    {
        var page = await site.SignedIn("operator", "/", language, phone: true);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("FLEETWATCH_PICTURES") is { } pictures)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"phone-bar-{language}.png") });
        var leave = page.Locator(".sign-out button");

        await Expect(page.Locator(".bar a[href^='/theme/']")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(leave).ToBeInViewportAsync(new() { Ratio = 1 });

        await leave.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }
}
