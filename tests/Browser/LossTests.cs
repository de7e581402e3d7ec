using Deque.AxeCore.Playwright;
using FleetWatch.Browser.Harness;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>A feed of which a part is lost, on the board of whoever looks at it.</summary>
public sealed class LossTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        site.Settings["Dashboard__Losses__RaiseAfter"] = "00:00:00";
        site.Settings["Dashboard__Losses__ReportSilence"] = "01:00:00"; // However long the browser takes.
        return site.RestartDashboard();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_lost_of_a_feed_is_told_on_its_open_boards_in_their_languages_and_on_no_other()
    {
        await using var feed = await FleetFeed.Start(site);
        await using var other = await FleetFeed.Start(site, "next-door");
        await site.ListensTo("acme");
        await site.ListensTo("next-door");
        await feed.Send(FleetFeed.Heartbeat("T1"));
        await other.Send(FleetFeed.Heartbeat("T1"));
        var (english, chinese, elsewhere) = (await site.SignedIn(), await site.SignedIn(language: "zh-CN"), await site.SignedIn(organisation: "next-door"));
        foreach (var page in new[] { english, chinese, elsewhere })
            await Expect(page.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");
        await Expect(Told(english)).ToHaveCountAsync(0);

        await Eventually.True(async () =>
        {
            await feed.Bus.Publish(Report(heartbeats: 0.31, failures: 0.46));
            return await Told(english).CountAsync() == 2;
        }, "the board tells of it");
        await Expect(Told(english).First).ToContainTextAsync("About 31% of the heartbeats are missed everywhere alike");
        await Expect(Told(english).Last).ToContainTextAsync("About 46% of the failures that terminals count are told by nobody");
        await Expect(Told(chinese).First).ToContainTextAsync("整个机群普遍缺失约 31% 的心跳");
        await Expect(Told(chinese).Last).ToContainTextAsync("终端所计的失败交易中约有 46% 没有收到相应事件");
        await Expect(Told(elsewhere)).ToHaveCountAsync(0);
        foreach (var page in new[] { english, chinese })
            Assert.Empty((await page.RunAxe()).Violations.Select(rule => rule.Id));
    }

    private static ILocator Told(IPage page) => page.Locator("[role=status] .note.stale");

    private static ServiceReport Report(double heartbeats, double failures) =>
        new() { Service = "analysis", Organisation = "acme", At = DateTimeOffset.UtcNow, HeartbeatsMissed = heartbeats, FailuresMissed = failures, AttemptsUntold = 0 };
}
