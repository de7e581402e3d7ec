using FleetWatch.Contracts;
using MassTransit;

namespace FleetWatch.Analysis.Fleets;

/// <summary>Tells whoever watches over FleetWatch how the fleets do that this instance is active for; nobody has to listen.</summary>
internal sealed partial class FleetReports(FleetWriters writers, IBus bus, TimeProvider clock, ILogger<FleetReports> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Report(stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(broken.Message); // the next one tells more
            }
        }
    }

    // Publishing waits for a broker that is away: the next report is as good.
    private async Task Report(CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Every * 2, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        foreach (var writer in writers.All)
        {
            if (writer.Activation is not { IsActive: true, Feed: { } feed })
                continue;
            await bus.Publish(new ServiceReport
            {
                Service = "analysis",
                Organisation = writer.Organisation,
                At = clock.GetUtcNow(),
                HeartbeatsMissed = feed.HeartbeatsMissed,
                FailuresMissed = feed.FailuresMissed,
                AttemptsUntold = feed.AttemptsUntold,
            }, either.Token);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How the fleets do could not be told: {Reason}")]
    private partial void LogMissed(string reason);
}
