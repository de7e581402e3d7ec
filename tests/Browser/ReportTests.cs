using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>The page of weekly reports. Pictures go to <c>screenshots/</c> beside the tests.</summary>
public sealed class ReportTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private FleetFeed feed = null!; // InitializeAsync sets it.

    public async Task InitializeAsync()
    {
        feed = await FleetFeed.Start(site);
        await site.ListensTo("acme");
        await feed.Register([.. Enumerable.Range(1, 4).Select(n => FleetFeed.Terminal($"T{n}", n < 3 ? "S1" : "S2"))]);
        // A terminal's clock is believed for three days only, so a week that is over is put into the table itself.
        await feed.Send([.. Enumerable.Range(1, 4).Select(n => FleetFeed.Heartbeat($"T{n}"))]);
        await site.Eventually<long>("select count(*) from dashboard.terminal_hour", found => found > 0);
        await site.Query("""
            with week as (select date_trunc('week', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as ends)
            insert into dashboard.terminal_hour (organisation, terminal_id, hour, attempts, approvals, failures, silent_minutes, heard)
            select 'acme', 'T' || n, h, 6, 5, 1, 0, 3 from week, generate_series(1, 4) n, generate_series(ends - interval '14 days', ends - interval '1 hour', interval '1 hour') h
            where extract(hour from h at time zone 'Asia/Shanghai') between 8 and 21 on conflict do nothing;
            insert into dashboard.fleet_hour (organisation, hour, currency, attempts, approvals, failures, amount_minor)
            select 'acme', hour, '', sum(attempts), sum(approvals), sum(failures), 0 from dashboard.terminal_hour where organisation = 'acme' group by hour on conflict do nothing
            """);
    }

    public async Task DisposeAsync() => await feed.DisposeAsync();

    [Theory]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, true)]
    public async Task A_past_week_is_shown_accessible_and_fits(string language, bool dark, bool phone)
    {
        var page = await site.SignedIn("viewer", "/reports", language, dark, phone);
        await Expect(page.Locator(".wrap h2").First).ToBeVisibleAsync();
        await Expect(page.Locator("fieldset.filter:not([disabled])")).ToBeVisibleAsync();

        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"reports-{language[..2]}{(phone ? "-phone" : "")}.png"), FullPage = true });
        await Axe(page);
    }

    [Fact]
    public async Task A_merchants_report_is_chosen_and_downloaded_in_every_form()
    {
        var page = await site.SignedIn("viewer", "/reports");
        await Expect(page.Locator(".wrap h2").First).ToBeVisibleAsync();
        await page.Locator("fieldset select").Nth(1).SelectOptionAsync("merchant");
        await page.Locator(".field input").FillAsync("M9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.Locator(".field .wrong")).ToBeVisibleAsync();
        await Expect(page.Locator(".field input")).ToHaveValueAsync("M9");
        await page.Locator(".field input").FillAsync("M1");
        await page.Locator("fieldset select").Last.SelectOptionAsync("zh-Hans");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page.Locator(".wrap h2").First).ToContainTextAsync("M1");

        foreach (var (name, begins) in new[] { ("HTML", "<!doctype html>"), ("CSV", "week,"), ("JSON", "{") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync());
            Assert.StartsWith(begins, await File.ReadAllTextAsync(await download.PathAsync()));
            Assert.EndsWith($"-M1.{name.ToLowerInvariant()}", download.SuggestedFilename);
        }
    }

    [Fact]
    public async Task A_report_of_an_organisation_that_was_never_heard_is_not_made_up()
    {
        var name = $"nobody-{Guid.NewGuid():N}"[..16];
        var password = await site.Account(name, "viewer", "silent-ltd");
        var page = await (await site.Profile()).NewPageAsync();
        await page.GotoAsync("/sign-in?back=%2Freports");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");

        await Expect(page.GetByText("Nothing was ever heard")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, true)]
    public async Task Somebody_is_subscribed_changed_and_stopped_and_nothing_typed_is_lost(string language, bool dark, bool phone)
    {
        var page = await site.SignedIn("operator", "/reports/mail", language, dark, phone);
        var fields = page.Locator("section form");
        await Expect(fields.Locator("fieldset:not([disabled])")).ToBeVisibleAsync();
        await fields.Locator("input").Nth(0).FillAsync("li at example");
        await fields.Locator("select").Nth(0).SelectOptionAsync("merchant");
        await Expect(fields.Locator("input")).ToHaveCountAsync(4); // Whose, asked for only now.
        await fields.Locator("input").Nth(2).FillAsync("M9");
        await fields.Locator("input").Nth(3).FillAsync("25");
        await fields.Locator("button[type=submit]").ClickAsync();
        await Expect(fields.Locator(".field .wrong")).ToHaveCountAsync(3);
        Assert.Equal(["li at example", "", "M9", "25"], await Task.WhenAll(Enumerable.Range(0, 4).Select(at => fields.Locator("input").Nth(at).InputValueAsync())));
        await Axe(page);

        var address = $"li-{Guid.NewGuid():N}"[..12] + "@example.org";
        await fields.Locator("input").Nth(0).FillAsync(address);
        await fields.Locator("input").Nth(2).FillAsync("M1");
        await fields.Locator("input").Nth(3).FillAsync("7");
        await fields.Locator("button[type=submit]").ClickAsync();
        var row = page.Locator("tbody tr", new() { HasText = address });
        await Expect(row).ToContainTextAsync("07:00");
        await row.Locator("button").Nth(0).ClickAsync();
        await fields.Locator("input").Nth(3).FillAsync("21");
        await fields.Locator("button[type=submit]").ClickAsync();
        await Expect(row).ToContainTextAsync("21:00");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"reports-mail-{language[..2]}{(phone ? "-phone" : "")}.png"), FullPage = true });
        await Axe(page);
        await row.Locator("button").Nth(1).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page.GotoAsync("/audit");
        await Expect(page.Locator("tbody tr", new() { HasText = address })).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_choice_that_the_server_refuses_while_it_draws_is_told_again()
    {
        var page = await site.SignedIn("operator");
        var refused = false;
        await page.RouteWebSocketAsync(new Regex("_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(frame => server.Send(Refusable(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""))));
        });
        await page.GotoAsync("/reports/mail");
        var fields = page.Locator("section form");
        await Expect(fields.Locator("fieldset:not([disabled])")).ToBeVisibleAsync();

        await fields.Locator("select").Nth(0).SelectOptionAsync("merchant");

        await Expect(fields.Locator("input")).ToHaveCountAsync(4);
        Assert.True(refused);

        // The first change names a handler that the server does not know, as one does that was drawn anew.
        byte[] Refusable(byte[] message)
        {
            var text = Encoding.Latin1.GetString(message);
            if (refused || !text.Contains("\"eventName\":\"change\"", StringComparison.Ordinal))
                return message;
            refused = true;
            return Encoding.Latin1.GetBytes(Regex.Replace(text, "(?<=\"eventHandlerId\":)\\d+", known => "0".PadRight(known.Length)));
        }
    }

    [Fact]
    public async Task Events_are_narrowed_to_a_region_and_a_kind_as_the_report_links_to_them()
    {
        await feed.Send([.. Enumerable.Range(1, 5).Select(n => FleetFeed.Failure("T1", "91", $"kind-{n}")), FleetFeed.Failure("T1", "51", "kind-funds"), FleetFeed.Failure("elsewhere", "91", "kind-far")]);
        await site.Eventually<long>("select count(*) from dashboard.event where event_id like 'kind-%'", found => found == 7);
        var page = await site.SignedIn("viewer", "/events?type=transaction.failed&region=Sichuan&family=issuer");

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);
        await Expect(page.Locator("main")).ToContainTextAsync("Issuer not available");
    }

    private static async Task Axe(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(one => $"{one.Id}: {string.Join("; ", one.Nodes.Take(4).Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "It is wider than its screen.");
    }
}
