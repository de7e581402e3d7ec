using System.Collections.Concurrent;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.Integration.Ingest;

/// <summary>Stands where Analysis stands: reads the organisations' queues, and hears of new organisations.</summary>
internal sealed class FleetReader(IHost host, ConcurrentQueue<object> heard) : IAsyncDisposable
{
    public static async Task<FleetReader> Start(Servers servers, params string[] organisations)
    {
        var heard = new ConcurrentQueue<object>();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.AddFleetBus(_ => { }, (_, rabbit) =>
        {
            rabbit.ReceiveEndpoint("test-organisations", endpoint => endpoint.Handler<OrganisationRegistered>(context => Hear(context.Message)));
            foreach (var organisation in organisations)
                rabbit.ReceiveEndpoint(Fleet.Queue(organisation), endpoint =>
                {
                    endpoint.ReadFleet(organisation);
                    endpoint.ConcurrentMessageLimit = 1;
                    endpoint.Handler<EventBatch>(context => Hear(context.Message));
                    endpoint.Handler<RegistryBatch>(context => Hear(context.Message));
                    endpoint.Handler<FeedTick>(context => Hear(context.Message));
                });
        });
        var host = builder.Build();
        await host.StartAsync();
        await Eventually.True(() => host.Services.GetRequiredService<IBusControl>().CheckHealth().Status is BusHealthStatus.Healthy, "the queues are there");
        return new FleetReader(host, heard);

        Task Hear(object message)
        {
            heard.Enqueue(message);
            return Task.CompletedTask;
        }
    }

    public IReadOnlyList<T> Heard<T>() => [.. heard.OfType<T>()];

    public Task<IReadOnlyList<T>> Heard<T>(Func<IReadOnlyList<T>, bool> enough, string what) => Eventually.Matches(() => Task.FromResult(Heard<T>()), enough, what);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
