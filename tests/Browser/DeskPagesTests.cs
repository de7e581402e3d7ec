using Deque.AxeCore.Playwright;
using FleetWatch.Browser.Harness;
using FleetWatch.Contracts;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>Every page of the desk, in both languages, light and dark, wide and on a phone: accessible, and not wider than its screen. Pictures go to <c>screenshots/</c> beside the tests.</summary>
public sealed class DeskPagesTests(AlertedSite site) : IClassFixture<AlertedSite>
{
    public static TheoryData<string, string, bool, bool> Looks()
    {
        var looks = new TheoryData<string, string, bool, bool>();
        foreach (var address in new[] { "/incidents", "/incidents/{id}", "/on-call", "/windows", "/routes", "/replay", "/configuration", "/keys", "/audit" })
        {
            looks.Add(address, "en-GB", false, false);
            looks.Add(address, "zh-CN", true, true);
            looks.Add(address, "zh-CN", false, true);
            looks.Add(address, "en-GB", true, false);
        }
        return looks;
    }

    /// <summary>What is there once a page answers to its reader and has heard what it asked for.</summary>
    private static readonly Dictionary<string, string> Full = new()
    {
        ["/incidents"] = "fieldset:not([disabled])",
        ["/incidents/{id}"] = "fieldset:not([disabled])",
        ["/on-call"] = "main table",
        ["/windows"] = "main article",
        ["/routes"] = "fieldset:not([disabled])",
        ["/replay"] = "fieldset:not([disabled])",
        ["/configuration"] = "#yaml",
        ["/keys"] = "main tbody tr",
        ["/audit"] = "main tbody tr",
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Is_accessible_and_fits(string address, string language, bool dark, bool phone)
    {
        var id = await site.Incident(IncidentTests.At("S0200"));
        await Furnish();
        var page = await site.Pages.SignedIn("administrator", address.Replace("{id}", id, StringComparison.Ordinal), language, dark, phone);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator(Full[address]).First).ToBeVisibleAsync();

        if (dark)
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveCSSAsync("color", "rgb(22, 32, 44)");

        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        var name = address.Trim('/').Replace("/{id}", "-one", StringComparison.Ordinal);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{language[..2]}{(dark ? "-dark" : "")}{(phone ? "-phone" : "")}.png"), FullPage = true });
        var found = await page.RunAxe();

        Assert.Empty(found.Violations.Select(one => $"{one.Id}: {string.Join("; ", one.Nodes.Take(4).Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "It is wider than its screen.");
    }

    /// <summary>Something to see on each page; done twice it is the same.</summary>
    private async Task Furnish()
    {
        var put = await site.Ask<PutConfiguration, ConfigurationJudged>(new PutConfiguration { Organisation = "acme", By = "Li", Yaml = DeskTests.Yaml });
        Assert.True(put.Ruling.Outcome == Outcome.Done, string.Join(" ", put.Ruling.Errors));
        await site.Ask<CreateSilence, SilenceJudged>(new CreateSilence
        {
            RequestId = "furnish",
            Organisation = "acme",
            By = "Li",
            Text = """{"reason":"New routers in Hubei","scopes":["region:Hubei"],"start":"2026-01-04T02:00","length":"3h","rule":"FREQ=WEEKLY;BYDAY=SU","timeZone":"Asia/Shanghai"}""",
        });
        await site.Ask<CreateKey, KeyChanged>(new CreateKey
        {
            Organisation = "acme",
            By = "Li",
            KeyId = "abcdefghjkmn",
            SecretHash = new string('0', 64),
            Source = "switch-beijing",
            Scopes = ["events"],
        });
    }
}
