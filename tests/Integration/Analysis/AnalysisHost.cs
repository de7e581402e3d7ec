using FleetWatch.Analysis;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using Marten;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.Integration.Analysis;

/// <summary>One instance of Analysis inside the test's process, on the test class's servers.</summary>
internal sealed class AnalysisHost(IHost host) : IAsyncDisposable
{
    private bool disposed;

    public IServiceProvider Services => host.Services;

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public IBus Bus => host.Services.GetRequiredService<IBus>();

    public static async Task<AnalysisHost> Start(Servers servers, Action<Dictionary<string, string?>>? configure = null)
    {
        var settings = servers.Settings;
        settings["Logging:LogLevel:Default"] = "Warning";
        configure?.Invoke(settings);
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults("analysis");
        builder.AddAnalysis();
        var host = builder.Build();
        await host.StartAsync();
        var started = new AnalysisHost(host);
        await started.Ready();
        return started;
    }

    /// <summary>Its queues are there: what is asked or published before then is lost.</summary>
    public Task Ready() =>
        Eventually.True(() => Services.GetRequiredService<IBusControl>().CheckHealth().Status is BusHealthStatus.Healthy, "the queues of Analysis are there");

    /// <summary>Returns when the organisation's queue is there to be sent to.</summary>
    public async Task Register(string organisation)
    {
        await Eventually.True(async () =>
        {
            await Bus.Publish(new OrganisationRegistered { Organisation = organisation, Name = organisation, TimeZone = "Asia/Shanghai", At = Feed.Start });
            await Bus.SendToFleet(organisation, new FeedTick { Organisation = organisation, At = Feed.Start }, Guid.NewGuid(), default);
            return true;
        }, $"the queue of {organisation} takes messages");
    }

    public Task Send(EventBatch batch) => Bus.SendToFleet(batch.Organisation, batch, batch.BatchId, default);

    public async Task<IReadOnlyList<JasperFx.Events.IEvent>> Stream(string organisation, string key)
    {
        await using var session = Store.LightweightSession(organisation);
        return await session.Events.FetchStreamAsync(key);
    }

    /// <summary>The stream, as soon as it has so many events.</summary>
    public Task<IReadOnlyList<JasperFx.Events.IEvent>> StreamOf(int events, string organisation, string key) =>
        Eventually.Matches(() => Stream(organisation, key), stream => stream.Count >= events, $"{key} of {organisation} has {events} events");

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await host.StopAsync();
        host.Dispose();
    }
}
