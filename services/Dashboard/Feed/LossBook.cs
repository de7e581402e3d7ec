using System.Collections.Concurrent;
using FleetWatch.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace FleetWatch.Dashboard.Feed;

/// <summary>What of each organisation's feed does not come. Reports are about now: this instance has heard them itself, and forgets them with its end.</summary>
internal sealed class LossBook(IOptions<LossSettings> settings, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, FeedLosses> losses = [];

    public void Take(ServiceReport report)
    {
        var now = clock.GetUtcNow();
        losses.AddOrUpdate(report.Organisation, _ => FeedLosses.None.Take(report, now, settings.Value), (_, known) => known.Take(report, now, settings.Value));
    }

    public IReadOnlyList<FeedLoss> Of(string organisation) => losses.GetValueOrDefault(organisation, FeedLosses.None).Shown(clock.GetUtcNow(), settings.Value);
}

internal sealed class ReportConsumer(LossBook book) : IConsumer<ServiceReport>
{
    public Task Consume(ConsumeContext<ServiceReport> context)
    {
        book.Take(context.Message);
        return Task.CompletedTask;
    }
}
