using FleetWatch.Dashboard.Fleets;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace FleetWatch.Dashboard.Feed;

/// <summary>
/// Opens the Dashboard's queue of every organisation, once Analysis' queue of it is there. Ingest takes a message for delivered when any
/// queue has taken it, so this service must never be the only one.
/// </summary>
internal sealed partial class FleetQueues(Organisations organisations, IReceiveEndpointConnector connector, NpgsqlDataSource database, StoredFleet stored,
    Boards boards, IConfiguration configuration, TimeProvider clock, ILogger<FleetQueues> logger) : BackgroundService
{
    /// <summary>Messages that wait at most while this service is away; what is older gives way, and shows as a gap.</summary>
    private const int MostWaiting = 50_000;
    private const ushort Prefetched = 128;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> open = [];
    private readonly List<Task> readers = [];

    public static string Queue(string organisation) => $"dashboard.{organisation}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                foreach (var organisation in await organisations.All(stoppingToken))
                    if (!open.Contains(organisation.Id) && await AnalysisListens(organisation.Id, stoppingToken))
                        Open(organisation, stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(broken.Message); // the next round tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
        await Task.WhenAll(readers);
    }

    /// <summary>Analysis' queue is there and bound behind its exchange; the binding is made here too, so that it cannot be on its way.</summary>
    private async Task<bool> AnalysisListens(string organisation, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = configuration.RabbitMq(), ClientProvidedName = "fleetwatch-dashboard-look" };
        await using var connection = await factory.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var queue = Fleet.Queue(organisation);
        try
        {
            await channel.QueueDeclarePassiveAsync(queue, ct);
            await channel.ExchangeDeclarePassiveAsync(queue, ct);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: ct);
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
    }

    private void Open(KnownOrganisation organisation, CancellationToken stopping)
    {
        LogOpening(organisation.Id);
        var reader = new FleetReader(organisation, database, stored, boards, clock, logger);
        var consumer = new FleetConsumer(organisation.Id, reader);
        readers.Add(Task.Run(() => reader.Run(stopping), stopping));
        connector.ConnectReceiveEndpoint(Queue(organisation.Id), (_, endpoint) =>
        {
            endpoint.PrefetchCount = Prefetched;
            endpoint.ConcurrentMessageLimit = Prefetched;
            ((IRabbitMqReceiveEndpointConfigurator)endpoint).OverhearFleet(organisation.Id, MostWaiting);
            endpoint.Instance(consumer);
        });
        open.Add(organisation.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The fleets' queues could not be looked for: {Reason}")]
    private partial void LogMissed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reading the feed of {Organisation}")]
    private partial void LogOpening(string organisation);
}
