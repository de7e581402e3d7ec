using System.Text.RegularExpressions;
using FleetWatch.Browser.Harness;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>An operator sees, opens, understands and acts; all services are real processes that meet on a real broker.</summary>
public sealed class IncidentTests(AlertedSite site) : IClassFixture<AlertedSite>
{
    [Fact]
    public async Task An_operator_finds_an_incident_understands_it_and_takes_it_on()
    {
        var id = await site.Incident(At("S0101"));
        var page = await site.Pages.SignedIn(address: "/incidents?text=s0101");

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("S0101") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(id));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("S0101");
        await Expect(page.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it on" }).ClickAsync();
        await Expect(page.Locator(".acts > p")).ToHaveTextAsync("Done.");

        await Expect(page.Locator("ol.trail")).ToContainTextAsync("has taken it on");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take it on" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_the_server_has_drawn_stays_in_sight()
    {
        await site.Announce("shown");
        var id = await site.Incident(At("S0109") with { Organisation = "shown" });
        var page = await site.Pages.SignedIn(organisation: "shown");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-live", "true");

        await EventsTests.StaysInSight(page, "/incidents?text=s0109", ".cards a");
        await EventsTests.StaysInSight(page, $"/incidents/{id}", "ol.trail li");
    }

    [Fact]
    public async Task What_one_person_does_the_other_sees_and_a_late_act_says_who_was_first()
    {
        var id = await site.Incident(At("S0102"));
        var first = await site.Pages.SignedIn(address: $"/incidents/{id}");
        var second = await site.Pages.SignedIn(address: $"/incidents/{id}", language: "zh-CN", phone: true, role: "technician");
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "接手" })).ToBeVisibleAsync();

        await first.Locator("textarea").FillAsync("router swapped");
        await first.GetByRole(AriaRole.Button, new() { Name = "It is over" }).ClickAsync();

        await Expect(second.Locator("ol.trail")).ToContainTextAsync("router swapped");
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "重新打开" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Words_with_a_card_number_are_refused_and_stay_typed()
    {
        var page = await site.Pages.SignedIn(address: $"/incidents/{await site.Incident(At("S0103"))}");

        await page.Locator("textarea").FillAsync("card 4111 1111 1111 1111 was refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("card number");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("card 4111 1111 1111 1111 was refused");
    }

    [Fact]
    public async Task A_viewer_sees_and_may_not_act()
    {
        var page = await site.Pages.SignedIn("viewer", $"/incidents/{await site.Incident(At("S0104"))}");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("S0104");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take it on" })).ToHaveCountAsync(0);
    }

    internal static Finding At(string place) => Findings.Finding($"f-{place}", key: place) with
    {
        Evidence = new Evidence
        {
            Failures = 42,
            Expected = 1.4,
            DistinctTerminals = 14,
            Symptoms = [new SymptomCount("connect-timeout", 42)],
            Peers = [new PeerHealth(new Scope(ScopeKind.Region, "Hubei"), 3, 3.6, 240), new PeerHealth(new Scope(ScopeKind.Carrier, "cmcc"), 11, 9.2, 900)],
        },
        RunnerUp = new RunnerUp(Causes.Power, new Scope(ScopeKind.Site, place), 0.05),
        Place = new Place { Site = place, Region = "Hubei", Carrier = "cmcc", TimeZone = "Asia/Shanghai" },
    };
}
