using FleetWatch.Browser.Harness;
using FleetWatch.Contracts;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>What operators and administrators set up: the file, silences, dry runs, keys.</summary>
public sealed class DeskTests(AlertedSite site) : IClassFixture<AlertedSite>
{
    internal const string Yaml = """
        people:
          li: { name: Li Wei, contacts: [{ channel: e-mail, address: li@example.org }] }
        schedules:
          field: { timeZone: Europe/Berlin, layers: [{ people: [li], start: 2026-01-05T02:30, turn: daily }] }
        policies:
          field: { steps: [{ notify: [schedule:field], wait: 10m }] }
        routes:
          - { name: all, policy: field }
        """;

    [Fact]
    public async Task A_file_with_errors_says_each_at_its_line_and_a_good_one_holds_on_the_on_call_page_and_in_a_dry_run()
    {
        var page = await site.Pages.SignedIn(address: "/configuration");
        var file = page.Locator("#yaml");
        await file.FillAsync("people:\n  li: { contact: [] }\nroutes:\n  - { name: all, policy: none }\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.Locator(".errors li").First).ToContainTextAsync("Line 2");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It would not be taken");
        await Expect(file).ToHaveValueAsync("people:\n  li: { contact: [] }\nroutes:\n  - { name: all, policy: none }\n");

        await file.FillAsync(Yaml.Replace("e-mail, address: li@example.org", "pigeon, address: nowhere", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It was not taken");

        await file.FillAsync(Yaml);
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "It holds from now on" })).ToBeVisibleAsync();

        await page.GotoAsync("/on-call");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("Li Wei");
        await page.GotoAsync("/routes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Routes, in their order" })).ToBeVisibleAsync();
        await page.GotoAsync("/audit");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("changed the configuration");
    }

    [Fact]
    public async Task Somebody_stands_in_and_a_wrong_time_is_told_at_its_field()
    {
        await site.Ask<PutConfiguration, ConfigurationJudged>(new PutConfiguration
        {
            Organisation = "acme",
            By = "Li",
            Yaml = Yaml.Replace("people:\n", "people:\n  wang: { name: Wang Fang, contacts: [{ channel: e-mail, address: wang@example.org }] }\n", StringComparison.Ordinal),
        });
        var page = await site.Pages.SignedIn(address: "/on-call");
        var day = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await page.GetByLabel("Who is on call instead").SelectOptionAsync("wang");
        await page.GetByLabel("From (Europe/Berlin)").FillAsync($"{day}T18:00");
        await page.GetByLabel("Until (Europe/Berlin)").FillAsync($"{day}T09:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("to:");

        await page.GetByLabel("Until (Europe/Berlin)").FillAsync($"{day}T22:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();

        await Expect(page.Locator("#stand-in ~ p")).ToContainTextAsync("in the schedule");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("Wang Fang");
        await page.GotoAsync("/audit");
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("let somebody stand in");
    }

    [Fact]
    public async Task A_silence_is_made_said_anew_and_ended_and_a_wrong_one_keeps_what_was_typed()
    {
        var page = await site.Pages.SignedIn(address: "/windows");
        await page.GetByLabel("Reason").FillAsync("rebuilding");
        await page.GetByLabel("Lasts").FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("length");
        await Expect(page.GetByLabel("Reason")).ToHaveValueAsync("rebuilding");

        await page.GetByLabel("Lasts").FillAsync("3h");
        await page.GetByLabel("Begins").FillAsync(DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        var made = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "rebuilding" });
        await made.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("rebuilding again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToContainTextAsync("rebuilding again");
        await page.GetByRole(AriaRole.Button, new() { Name = "End now" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_is_made_shown_once_and_ended()
    {
        var page = await site.Pages.SignedIn("administrator", "/keys");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Source" }).FillAsync("switch-1");
        // Twice before the page can say that it is at it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).EvaluateAsync("button => { button.click(); button.click(); }");
        await Expect(page.Locator("#secret")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^fw_"));

        var end = page.GetByRole(AriaRole.Button, new() { Name = "End it: the key of switch-1" });
        await end.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("ended");
        await Expect(end).ToHaveCountAsync(0);
        await Expect(page.Locator("#secret")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pages_are_closed_to_those_whose_role_does_not_open_them()
    {
        var page = await site.Pages.SignedIn("viewer", "/keys");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByText("Make a key")).ToHaveCountAsync(0);
    }
}
