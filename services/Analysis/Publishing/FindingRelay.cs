using System.Diagnostics;
using FleetWatch.ServiceDefaults;
using MassTransit;
using Microsoft.Extensions.Options;
using Bus = FleetWatch.ServiceDefaults.Bus;

namespace FleetWatch.Analysis.Publishing;

/// <summary>
/// Publishes findings after their commit, in order, at least once, under the stored event's own id. The store is the outbox: what
/// could not be published is found again by the next attempt, or by the instance that takes over.
/// </summary>
internal sealed partial class FindingRelay(UnpublishedFindings unpublished, FindingsToPublish announcements, IBus bus, TimeProvider clock,
    IOptions<AnalysisOptions> options, ILogger<FindingRelay> logger) : BackgroundService
{
    private static readonly ActivitySource Source = new(Telemetry.SourceName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var organisation in announcements.Announced(stoppingToken))
            await PublishAll(organisation, stoppingToken);
    }

    private async Task PublishAll(string organisation, CancellationToken ct)
    {
        for (var wait = options.Value.FirstRetryWait; ; wait = options.Value.Longer(wait))
        {
            try
            {
                while (await unpublished.Read(organisation, ct) is { Count: > 0 } findings)
                    foreach (var finding in findings)
                    {
                        await Publish(organisation, finding, ct);
                        await unpublished.Published(organisation, finding.Sequence, ct);
                    }
                return;
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                LogRetry(fault, organisation, wait);
                await Task.Delay(wait, clock, ct);
            }
        }
    }

    private async Task Publish(string organisation, UnpublishedFinding stored, CancellationToken ct)
    {
        ActivityContext.TryParse(stored.TraceParent, null, out var parent);
        using var activity = Source.StartActivity("publish finding", ActivityKind.Producer, parent);
        await bus.Publish(stored.Finding, stored.Finding.GetType(), context =>
        {
            context.MessageId = stored.Id;
            context.Headers.Set(Bus.OrganisationHeader, organisation);
        }, ct);
        LogPublished(stored.Finding.GetType().Name, stored.Finding.FindingId, organisation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {FindingId} of {Organisation} is published")]
    private partial void LogPublished(string kind, string findingId, string organisation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Findings of {Organisation} cannot be published yet; next attempt in {Wait}")]
    private partial void LogRetry(Exception fault, string organisation, TimeSpan wait);
}
