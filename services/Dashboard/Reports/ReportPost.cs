using FleetWatch.Dashboard.Feed;
using Microsoft.Extensions.Options;
using Npgsql;

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
                    await round.Run(organisation, stoppingToken);
            }
            catch (NpgsqlException away)
            {
                LogAway(away.Message); // the next round goes on
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                LogBroken(broken); // one week that cannot be made must not end the mail of all others for good
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can say whose report is due: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of report mail failed")]
    private partial void LogBroken(Exception broken);
}
