using System.Text.RegularExpressions;
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

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in\\?back="));
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

    [Fact]
    public async Task A_link_that_is_no_page_is_followed_also_while_the_page_is_still_coming_alive()
    {
        var page = await site.SignedIn(address: "/explain");
        TaskCompletionSource clicked = new(), circuitAsked = new(), languageAsked = new(), answered = new();
        await page.RouteAsync("**/language/**", async route =>
        {
            languageAsked.TrySetResult();
            if (!route.Request.IsNavigationRequest) // The browser itself goes nowhere else meanwhile; a script does.
                await circuitAsked.Task;
            await route.ContinueAsync();
        });
        // The circuit is asked for after the click; what the server draws then comes after the language has been set.
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await clicked.Task;
            await route.ContinueAsync();
        });
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            var sent = 0;
            socket.OnMessage(message =>
            {
                Pass(message, server);
                if (++sent == 2) // The first one is the handshake.
                    circuitAsked.TrySetResult();
            });
            server.OnMessage(async message =>
            {
                if (sent > 1)
                    await answered.Task;
                Pass(message, socket);
            });
        });
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.WaitForFunctionAsync("() => typeof Blazor === 'object'");

        var click = page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();
        await languageAsked.Task;
        clicked.SetResult();
        await click;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("终端现状");
        answered.SetResult();

        await page.WaitForFunctionAsync("() => document.body.dataset.live === 'true'");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("终端现状");
    }

    private static void Pass(IWebSocketFrame message, IWebSocketRoute to)
    {
        if (message.Binary is { } binary)
            to.Send(binary);
        else
            to.Send(message.Text ?? "");
    }
}
