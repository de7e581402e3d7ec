using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.Browser.Harness;

/// <summary>What Ingest would send for one organisation, and the queue that Analysis would read it from.</summary>
internal sealed class FleetFeed : IAsyncDisposable
{
    private readonly IHost host;

    private FleetFeed(IHost host, string organisation) => (this.host, Organisation) = (host, organisation);

    public string Organisation { get; }

    /// <param name="site">Where it goes.</param>
    /// <param name="organisation">Whose it is.</param>
    /// <param name="analysis">Whether Analysis' queue is there.</param>
    public static async Task<FleetFeed> Start(Site site, string organisation = "acme", bool analysis = true)
    {
        var builder = Host.CreateApplicationBuilder();
        foreach (var (name, value) in site.Servers.Settings)
            builder.Configuration[name] = value;
        builder.AddFleetBus(_ => { }, (_, rabbit) =>
        {
            if (analysis)
                rabbit.ReceiveEndpoint(Fleet.Queue(organisation), endpoint =>
                {
                    endpoint.ReadFleet(organisation);
                    endpoint.Handler<EventBatch>(_ => Task.CompletedTask);
                    endpoint.Handler<RegistryBatch>(_ => Task.CompletedTask);
                    endpoint.Handler<FeedTick>(_ => Task.CompletedTask);
                });
        });
        var feed = new FleetFeed(builder.Build(), organisation);
        await feed.host.StartAsync();
        await feed.Bus.Publish(new OrganisationRegistered { Organisation = organisation, Name = "Acme Payments", TimeZone = "Asia/Shanghai", At = DateTimeOffset.UtcNow });
        return feed;
    }

    public IBus Bus => host.Services.GetRequiredService<IBus>();

    public Task Send(params TerminalEvent[] events) => Bus.SendToFleet(Organisation, new EventBatch
    {
        BatchId = Guid.NewGuid(), Organisation = Organisation, Source = "test", ReceivedAt = DateTimeOffset.UtcNow, Events = events,
    }, Guid.NewGuid(), CancellationToken.None);

    public Task Tick() => Bus.SendToFleet(Organisation, new FeedTick { Organisation = Organisation, At = DateTimeOffset.UtcNow }, Guid.NewGuid(), CancellationToken.None);

    public Task Register(params TerminalRecord[] terminals) => Bus.SendToFleet(Organisation, new RegistryBatch
    {
        BatchId = Guid.NewGuid(), Organisation = Organisation, ReceivedAt = DateTimeOffset.UtcNow,
        Changes = [.. terminals.Select(terminal => new TerminalRegistered { TerminalId = terminal.TerminalId, At = DateTimeOffset.UtcNow, Terminal = terminal })],
    }, Guid.NewGuid(), CancellationToken.None);

    public static TerminalRecord Terminal(string id, string site = "S1", string region = "Sichuan") => new()
    {
        TerminalId = id, SiteId = site, SiteName = $"Shop {site}", MerchantId = "M1", Model = "A920", SoftwareVersion = "10.4.0", LatestVersion = "10.4.2",
        Carrier = "cmcc", Region = region, TimeZone = "Asia/Shanghai", Mcc = "5411",
    };

    public static TerminalHeartbeat Heartbeat(string terminal) => new()
    {
        Id = Guid.NewGuid().ToString("N"), TerminalId = terminal, OccurredAt = DateTimeOffset.UtcNow, Attempts = 4, Approvals = 4,
    };

    public static TransactionFailed Failure(string terminal, string code = "91", string? id = null) => new()
    {
        Id = id ?? Guid.NewGuid().ToString("N"), TerminalId = terminal, OccurredAt = DateTimeOffset.UtcNow, ResponseCode = code, EntryMode = "05", Bin = "62002202",
        CardRef = "c9f3a1c5e2b10", AmountMinor = 12900, Currency = "CNY", LatencyMs = 9310, SoftwareVersion = "10.4.0", Carrier = "cmcc",
    };

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
