using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Shell;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Reports;

/// <summary>Looks every minute whose report is due. Every instance does; the database decides who sends.</summary>
internal sealed partial class ReportPost(Organisations organisations, ReportRound round, IOptions<ReportMailOptions> options, TimeProvider clock, ILogger<ReportPost> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var organisation in await organisations.All(stoppingToken))
                    await Send(organisation, stoppingToken);
            }
            catch (Exception away) when (Outage.Is(away))
            {
                LogAway(away.Message); // the next round goes on
            }
        }
    }

    /// <summary>What is wrong with one organisation's reports must not keep those of the others.</summary>
    private async Task Send(KnownOrganisation organisation, CancellationToken ct)
    {
        try
        {
            await round.Run(organisation, ct);
        }
        catch (Exception broken) when (!Outage.Is(broken) && !ct.IsCancellationRequested)
        {
            LogBroken(broken, organisation.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can say whose report is due: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The report mail of {Organisation} failed; it is tried again")]
    private partial void LogBroken(Exception broken, string organisation);
}
