using System.Collections.Concurrent;
using FleetWatch.ServiceDefaults;
using Marten;
using MassTransit;
using Microsoft.Extensions.Options;

namespace FleetWatch.Analysis.Fleets;

/// <summary>
/// Opens the queues of all known organisations at the start, and of each new one when it appears. Only one instance hears of a new
/// organisation, so every instance looks for those that the others have heard of: each is to stand by for all.
/// </summary>
internal sealed partial class FleetQueues(IDocumentStore store, IReceiveEndpointConnector connector, FleetWriters writers,
    TimeProvider clock, IOptions<AnalysisOptions> options, ILogger<FleetQueues> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, HostReceiveEndpointHandle> open = [];

    /// <summary>Returns when the queue exists: from then on nothing that is sent to it is lost.</summary>
    public Task Open(string organisation, CancellationToken ct) => Connect(organisation).Ready.WaitAsync(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FindOrganisationsEvery, clock);
        do
        {
            try
            {
                await OpenKnown(stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(broken); // the next round tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task OpenKnown(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        foreach (var organisation in await session.Query<KnownOrganisation>().ToListAsync(ct))
            _ = Connect(organisation.Id);
    }

    private HostReceiveEndpointHandle Connect(string organisation) => open.GetOrAdd(organisation, Read);

    private HostReceiveEndpointHandle Read(string organisation)
    {
        LogOpening(organisation);
        var consumer = new FleetConsumer(organisation, writers.InboxOf(organisation));
        return connector.ConnectReceiveEndpoint(Fleet.Queue(organisation), (_, endpoint) =>
        {
            endpoint.PrefetchCount = options.Value.PrefetchedMessages;
            endpoint.ConcurrentMessageLimit = options.Value.PrefetchedMessages;
            ((IRabbitMqReceiveEndpointConfigurator)endpoint).ReadFleet(organisation);
            endpoint.ConfigureReceive(receive => receive.UseFilter(consumer));
            endpoint.Instance(consumer);
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The known organisations could not be read")]
    private partial void LogMissed(Exception broken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reading the queue of {Organisation}")]
    private partial void LogOpening(string organisation);
}
