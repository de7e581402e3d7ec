using FleetWatch.Browser.Harness;
using FleetWatch.EndToEnd.Harness;
using FleetWatch.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace FleetWatch.Browser;

/// <summary>The bus and the database are killed behind an open page; they are this test's own.</summary>
public sealed class ServerRestartTests
{
    [SkippableFact]
    public async Task Open_pages_survive_a_kill_of_the_bus_and_of_the_database()
    {
        var servers = await PrivateServers.Start();
        var site = new Site(new Servers(name => servers.Settings.GetValueOrDefault(name)));
        try
        {
            await site.InitializeAsync();
            await using var feed = await FleetFeed.Start(site);
            await site.ListensTo("acme");
            await feed.Send(FleetFeed.Heartbeat("T1"));
            var board = await site.SignedIn();
            await RestartTests.Live(board);
            await Expect(board.Locator(".tile.pays .tile-number")).ToHaveTextAsync("1");

            await servers.Kill("rabbitmq");
            await Expect(board.Locator(".note.stale").First).ToContainTextAsync("No news", new() { Timeout = 60_000 });
            await servers.Up();
            await Eventually.True(async () =>
            {
                await feed.Send(FleetFeed.Heartbeat("T2"));
                return true;
            }, "the bus takes messages again", TimeSpan.FromMinutes(2));
            await Expect(board.Locator(".tile.pays .tile-number")).ToHaveTextAsync("2", new() { Timeout = 120_000 });

            await servers.Kill("postgres");
            await board.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Terminals" }).ClickAsync();
            await Expect(board.Locator(".note.stale").First).ToContainTextAsync("the database is away");
            await servers.Up();
            await feed.Send(FleetFeed.Heartbeat("T3"));
            await Expect(board.Locator("tbody tr")).ToHaveCountAsync(3, new() { Timeout = 120_000 });
            await board.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Board", Exact = true }).ClickAsync();
            await Expect(board.Locator(".tile.pays .tile-number")).ToHaveTextAsync("3", new() { Timeout = 120_000 });
            Assert.True(await board.EvaluateAsync<bool>("() => performance.getEntriesByType('navigation')[0].type !== 'reload'"), "It went on without being loaded again.");
        }
        finally
        {
            await site.DisposeAsync();
            await servers.Remove();
        }
    }
}
