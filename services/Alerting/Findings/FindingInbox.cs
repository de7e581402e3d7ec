using FleetWatch.Alerting.Store;

namespace FleetWatch.Alerting.Findings;

/// <summary>News that arrive together are decided together; each is acknowledged only after its commit.</summary>
internal sealed class FindingInbox(FindingDecisions decisions, TimeProvider clock, ILogger<FindingInbox> logger) : BackgroundService
{
    private readonly GroupCommit<FindingNews> groups = new(news => news.Event.Organisation, decisions.Take, clock, logger);

    /// <summary>Returns once the news are committed; throws what their commit threw.</summary>
    public Task Take(FindingNews news, CancellationToken ct) => groups.Take(news, ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => groups.Run(stoppingToken);
}
