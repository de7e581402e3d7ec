using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetWatch.Load.Boards;

/// <summary>A fleet as Ingest would send it, and the queue that Analysis would read it from.</summary>
internal sealed class BoardFleet : IAsyncDisposable
{
    private const int InABatch = 500;
    private readonly WebApplication host;
    private readonly string organisation;
    private readonly Random random = new(7);

    private BoardFleet(WebApplication host, string organisation) => (this.host, this.organisation) = (host, organisation);

    private IBus Bus => host.Services.GetRequiredService<IBus>();

    public static async Task<BoardFleet> Start(IReadOnlyDictionary<string, string> settings, string organisation, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddFleetBus(_ => { }, (_, rabbit) => rabbit.ReceiveEndpoint(Fleet.Queue(organisation), endpoint =>
        {
            endpoint.ReadFleet(organisation);
            endpoint.Handler<EventBatch>(_ => Task.CompletedTask);
            endpoint.Handler<RegistryBatch>(_ => Task.CompletedTask);
        }));
        var fleet = new BoardFleet(builder.Build(), organisation);
        await fleet.host.Services.GetRequiredService<IBusControl>().StartAsync(ct);
        await fleet.Bus.Publish(new OrganisationRegistered { Organisation = organisation, Name = "Load", TimeZone = "Asia/Shanghai", At = TimeProvider.System.GetUtcNow() }, ct);
        return fleet;
    }

    /// <summary>Every terminal is registered, and has given one sign of life.</summary>
    public async Task Register(int terminals, CancellationToken ct)
    {
        foreach (var some in Enumerable.Range(0, terminals).Chunk(InABatch))
        {
            var now = TimeProvider.System.GetUtcNow();
            await Bus.SendToFleet(organisation, new RegistryBatch
            {
                BatchId = Guid.NewGuid(),
                Organisation = organisation,
                ReceivedAt = now,
                Changes = [.. some.Select(n => new TerminalRegistered { TerminalId = Name(n), At = now, Terminal = Record(n) })],
            }, Guid.NewGuid(), ct);
            await Send([.. some.Select(n => Heartbeat(n, now))], ct);
        }
    }

    /// <summary>One failure in five events, the rest signs of life, ten batches a second.</summary>
    public async Task Flow(int terminals, int rate, CancellationToken ct)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await pace.WaitForNextTickAsync(ct))
            {
                var now = TimeProvider.System.GetUtcNow();
                await Send([.. Enumerable.Range(0, Math.Max(1, rate / 10)).Select(n => (TerminalEvent)(n % 5 == 0 ? Failure(random.Next(terminals), now) : Heartbeat(random.Next(terminals), now)))], ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Long enough.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.Services.GetRequiredService<IBusControl>().StopAsync();
        await host.DisposeAsync();
    }

    private Task Send(IReadOnlyList<TerminalEvent> events, CancellationToken ct) => Bus.SendToFleet(organisation, new EventBatch
    {
        BatchId = Guid.NewGuid(),
        Organisation = organisation,
        Source = "load",
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Events = events,
    }, Guid.NewGuid(), ct);

    private static string Name(int n) => $"T{n:000000}";

    private static TerminalRecord Record(int n) => new()
    {
        TerminalId = Name(n),
        SiteId = $"S{n / 5:00000}",
        SiteName = $"Shop {n / 5}",
        MerchantId = $"M{n / 50:0000}",
        Model = "A920",
        SoftwareVersion = "10.4.0",
        LatestVersion = "10.4.2",
        Carrier = "cmcc",
        Region = $"region{n % 31}",
        TimeZone = "Asia/Shanghai",
    };

    private static TerminalHeartbeat Heartbeat(int n, DateTimeOffset now) =>
        new() { Id = Guid.NewGuid().ToString("N"), TerminalId = Name(n), OccurredAt = now, Attempts = 4, Approvals = 4 };

    private static TransactionFailed Failure(int n, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        TerminalId = Name(n),
        OccurredAt = now,
        ResponseCode = "91",
        EntryMode = "05",
        Bin = "62002202",
        AmountMinor = 12900,
        Currency = "CNY",
    };
}
