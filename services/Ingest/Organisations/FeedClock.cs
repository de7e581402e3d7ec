using System.ComponentModel.DataAnnotations;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using Marten;
using MassTransit;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Organisations;

/// <summary>How often the organisations' queues hear the time; settings <c>FeedClock:…</c>.</summary>
internal sealed record FeedClockOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often every organisation is announced again, for an Analysis that has a new database.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AnnounceEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Tells every organisation's queue the time, every few seconds: detection's clock moves only so. An organisation whose queue
/// is not there is announced again, because Analysis cannot have heard of it. Two instances that both tell the time do no harm.
/// </summary>
internal sealed partial class FeedClock(IDocumentStore store, IBus bus, TimeProvider time, FeedSeen seen, IOptions<FeedClockOptions> options,
    ILogger<FeedClock> log) : BackgroundService
{
    private DateTimeOffset _announced = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            try
            {
                await Tick(stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                // The next tick tries again; a tick that was missed is a gap in the feed, which is what it is.
                LogMissed(broken.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Tick(CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(options.Value.Interval * 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        await using var session = store.QuerySession();
        var announce = time.GetUtcNow() - _announced >= options.Value.AnnounceEvery;
        foreach (var organisation in await session.Query<Organisation>().ToListAsync(either.Token))
        {
            await Report(organisation, either.Token);
            if (!await Tell(organisation, either.Token) || announce)
                await bus.Publish(organisation.Registered, context => context.Headers.Set(ServiceDefaults.Bus.OrganisationHeader, organisation.Id), either.Token);
        }
        if (announce)
            _announced = time.GetUtcNow();
    }

    /// <summary>To whoever watches over FleetWatch itself; nobody has to.</summary>
    private Task Report(Organisation organisation, CancellationToken ct) => bus.Publish(new ServiceReport
    {
        Service = "ingest",
        Organisation = organisation.Id,
        At = time.GetUtcNow(),
        LastEventsAt = seen.Last(organisation.Id),
    }, ct);

    private async Task<bool> Tell(Organisation organisation, CancellationToken ct)
    {
        try
        {
            await bus.SendToFleet(organisation.Id, new FeedTick { Organisation = organisation.Id, At = time.GetUtcNow() }, NewId.NextGuid(), ct);
            return true;
        }
        catch (MessageReturnedException)
        {
            LogNoQueue(organisation.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time could not be told to every organisation: {Reason}")]
    private partial void LogMissed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Organisation} has no queue yet; it is announced to Analysis again")]
    private partial void LogNoQueue(string organisation);
}
