using Deque.AxeCore.Playwright;
using FleetWatch.Browser.Harness;
using Microsoft.Playwright;
using Xunit;

namespace FleetWatch.Browser;

/// <summary>Every page, in both languages, light and dark, wide and on a phone: no rule of axe is broken, nothing is wider than a phone.</summary>
public sealed class EveryPageTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Addresses =
        ["/", "/wall", "/terminals", "/terminals?condition=silent", "/terminals/T1", "/terminals/nobody", "/sites/S1", "/merchants/M1", "/issuers/62002202", "/versions/A920/10.4.0",
            "/events", "/explain", "/explain?reference=ref-1&terminal=T1", "/explain?at=x", "/search?q=T1", "/search?q=nobody", "/no-such-page"];

    [Theory]
    [InlineData("en-GB", false, false)]
    [InlineData("zh-CN", true, false)]
    [InlineData("en-GB", true, true)]
    [InlineData("zh-CN", false, true)]
    public async Task Can_be_used_by_everybody(string language, bool dark, bool phone)
    {
        await using var feed = await FleetFeed.Start(site);
        await site.ListensTo("acme");
        await feed.Register([.. Enumerable.Range(1, 8).Select(n => FleetFeed.Terminal($"T{n}", n < 4 ? "S1" : $"S{n}"))]);
        await feed.Send([.. Enumerable.Range(1, 6).Select(n => FleetFeed.Heartbeat($"T{n}"))]);
        await feed.Send([.. Enumerable.Range(1, 30).Select(n => FleetFeed.Failure($"T{n % 3 + 1}", n % 2 == 0 ? "91" : "05", n == 1 ? $"ref-{language}-{phone}" : null)), FleetFeed.Failure("T1", "91", "ref-1")]);
        var page = await site.SignedIn("viewer", "/", language, dark, phone);
        var pictures = Environment.GetEnvironmentVariable("FLEETWATCH_PICTURES");
        List<string> wrong = [];

        foreach (var address in Addresses.Prepend("/sign-in"))
        {
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await page.WaitForFunctionAsync("() => !document.body.hasAttribute('data-interactive') || document.body.dataset.live === 'true' && document.title !== ''");
            var found = await page.RunAxe();
            wrong.AddRange(found.Violations.Select(rule => $"{address}: {rule.Id}: {string.Join("; ", rule.Nodes.Take(3).Select(node => node.Html))}"));
            if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > window.innerWidth"))
                wrong.Add($"{address}: wider than the window");
            if (pictures is not null)
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"{address.Trim('/').Replace('/', '_').Replace('?', '_')}-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "wide")}.png"), FullPage = true });
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
