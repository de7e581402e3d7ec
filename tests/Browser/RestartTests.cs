using System.Text.RegularExpressions;
using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>The Dashboard is killed in front of an open page.</summary>
public sealed class RestartTests(Site site) : IClassFixture<Site>
{
    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 60_000 };

    /// <summary>Whether a page that is asked for comes in time is not up to the clock: the test is told how long it is given, and decides.</summary>
    private const string NeedsLong = """
        const ask = window.fetch;
        AbortSignal.timeout = within => Object.assign(new AbortController().signal, { within });
        window.fetch = async (address, how) => {
          if (address === location.href && !await isEnough(how.signal.within)) throw new DOMException('It took too long.', 'TimeoutError');
          return ask(address, how);
        };
        """;

    [Fact]
    public async Task An_open_board_says_that_it_is_cut_off_and_goes_on_without_anybody_signing_in_again()
    {
        await using var feed = await FleetFeed.Start(site, "live");
        await site.ListensTo("live");
        await feed.Send(FleetFeed.Heartbeat("T1"));
        var page = await site.SignedIn(organisation: "live", language: "zh-CN");
        await Live(page);
        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");

        site.StopDashboard();
        await Expect(page.Locator("#away")).ToBeVisibleAsync();
        await Expect(page.Locator("#away")).ToContainTextAsync("连接");
        await feed.Send(FleetFeed.Heartbeat("T2"));
        await site.StartDashboard();

        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("2", Patient);
        await Live(page);
        await Expect(page.Locator("#away")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_whose_server_dies_before_it_comes_alive_is_loaded_again()
    {
        await using var feed = await FleetFeed.Start(site, "early");
        await site.ListensTo("early");
        await feed.Send(FleetFeed.Heartbeat("T1"));
        var page = await site.SignedIn(organisation: "early", address: "/explain");
        await Live(page);
        // Drawn, but its circuit does not get through.
        await page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await page.GotoAsync("/");
        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");
        site.StopDashboard();
        await page.UnrouteAllAsync();
        await site.StartDashboard();
        await site.ListensTo("early");

        await feed.Send(FleetFeed.Heartbeat("T2"));

        await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("2", Patient);
    }

    [Fact]
    public async Task A_page_that_a_server_needs_long_for_is_given_longer_each_time_and_half_a_minute_at_most()
    {
        List<int> given = [];
        TaskCompletionSource asked = new(), goesOn = new();
        var page = await site.SignedIn(address: "/explain");
        await Live(page);
        await page.ExposeFunctionAsync("isEnough", async (int within) =>
        {
            given.Add(within);
            asked.TrySetResult();
            await goesOn.Task;
            return within >= 30_000;
        });
        await page.AddInitScriptAsync(NeedsLong);
        // Drawn, but its circuit does not get through, and it is given up: the page has to be loaded again.
        await page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await page.GotoAsync("/explain");
        await page.EvaluateAsync("document.getElementById('blazor-error-ui').style.display = 'block'");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await page.UnrouteAllAsync();
        goesOn.SetResult();

        await Live(page);

        Assert.Equal([5_000, 10_000, 20_000, 30_000], given.Take(4));
    }

    [Fact]
    public async Task What_was_typed_into_a_form_is_there_after_the_restart_and_is_still_what_the_form_sends()
    {
        var page = await site.SignedIn(address: "/explain");
        await Live(page);
        await page.Locator("#reference").FillAsync("ref-77");
        await page.Locator("#at").FillAsync("yesterday");

        await site.RestartDashboard();

        await Expect(page.Locator("#away")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Live(page);
        await Expect(page.Locator("#reference")).ToHaveValueAsync("ref-77");
        await page.ClickAsync(".ask button");
        await Expect(page).ToHaveURLAsync(new Regex("reference=ref-77"));
        await Expect(page.Locator("#wrong")).ToContainTextAsync("yesterday");
    }

    [Fact]
    public async Task A_search_that_is_typed_before_the_page_is_alive_loses_no_letter()
    {
        var page = await site.SignedIn(address: "/explain");
        await Live(page);
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/terminals");
        var search = page.GetByRole(AriaRole.Searchbox);
        await search.ClickAsync();
        await search.PressSequentiallyAsync("T00");

        held.SetResult();
        await Live(page);

        await Expect(search).ToHaveValueAsync("T00");
        await Expect(search).ToBeFocusedAsync();
        await page.EvaluateAsync("document.querySelector('h1').focus()"); // As the framework does once the page is drawn, be it late.
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("17");
        await search.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/search\?q=T0017"));
    }

    [Fact]
    public async Task A_board_whose_feed_falls_silent_says_how_old_it_is()
    {
        await using var feed = await FleetFeed.Start(site, "quiet");
        await site.ListensTo("quiet");
        await feed.Send(FleetFeed.Heartbeat("T1"));
        var page = await site.SignedIn(organisation: "quiet");
        await Expect(page.Locator(".as-of")).ToBeVisibleAsync();

        await Expect(page.Locator(".note.stale").First).ToContainTextAsync(new Regex("No news for [0-9]+ s"), new() { Timeout = 60_000 });
    }

    internal static async Task Live(IPage page) => await page.WaitForFunctionAsync("() => document.body.dataset.live === 'true'", null, new() { Timeout = 60_000 });
}
