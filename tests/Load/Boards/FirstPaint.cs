using System.Text.Json;
using Microsoft.Playwright;

namespace FleetWatch.Load.Boards;

/// <summary>What a browser that has never been there measures of a page: the times of its own performance interface, and the bytes that came over the wire.</summary>
internal sealed record FirstPaint(double PaintMs, double LiveMs, double Kilobytes, double PageKilobytes)
{
    private const string Measured = """
        () => {
          const page = performance.getEntriesByType('navigation')[0], rest = performance.getEntriesByType('resource');
          return { paint: performance.getEntriesByName('first-contentful-paint')[0].startTime, page: page.transferSize, all: rest.reduce((sum, one) => sum + one.transferSize, page.transferSize) };
        }
        """;

    /// <summary>A profile of its own for each look, so nothing is cached.</summary>
    public static async Task<IReadOnlyList<FirstPaint>> Look(Uri site, IReadOnlyList<Cookie> cookies, int times)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FLEETWATCH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        List<FirstPaint> seen = [];
        for (var time = 0; time < times; time++)
        {
            await using var profile = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1366, Height = 900 } });
            await profile.AddCookiesAsync(cookies);
            var page = await profile.NewPageAsync();
            await page.GotoAsync(site.ToString());
            var live = await page.WaitForFunctionAsync("() => document.body.dataset.live === 'true' && performance.now()", null, new() { Timeout = 60_000 });
            await page.Locator(".tile.pays").WaitForAsync();
            var measured = await page.EvaluateAsync<JsonElement>(Measured);
            seen.Add(new FirstPaint(measured.GetProperty("paint").GetDouble(), await live.EvaluateAsync<double>("now => now"), measured.GetProperty("all").GetDouble() / 1000, measured.GetProperty("page").GetDouble() / 1000));
        }
        return seen;
    }
}
