using System.Collections.Concurrent;
using FleetWatch.Contracts;
using MassTransit;

namespace FleetWatch.Alerting.Watch;

/// <summary>What services last said of themselves.</summary>
internal sealed class ReportBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Service, string Organisation), Heard> heard = [];

    public IEnumerable<string> Organisations => heard.Keys.Select(key => key.Organisation).Distinct();

    /// <summary>Several instances report: the latest events of any of them count.</summary>
    public void Take(ServiceReport report)
    {
        var now = clock.GetUtcNow();
        heard.AddOrUpdate((report.Service, report.Organisation), _ => new Heard(now, report.LastEventsAt),
            (_, known) => new Heard(now, Nullable.Compare(known.LastEventsAt, report.LastEventsAt) > 0 ? known.LastEventsAt : report.LastEventsAt));
    }

    /// <summary>An organisation that has never sent events has not fallen silent.</summary>
    public IEnumerable<Complaint> Complaints(DateTimeOffset now, WatchSettings settings)
    {
        foreach (var ((service, organisation), (at, lastEventsAt)) in heard)
        {
            if (now - at > settings.ReportSilence)
                yield return new Complaint(ComplaintKind.ServiceSilent, $"{service}/{organisation}", (long)(now - at).TotalSeconds);
            else if (now - lastEventsAt is { } silent && silent > settings.FeedSilence)
                yield return new Complaint(ComplaintKind.FeedSilent, organisation, (long)silent.TotalSeconds);
        }
    }

    private sealed record Heard(DateTimeOffset At, DateTimeOffset? LastEventsAt);
}

internal sealed class ReportConsumer(ReportBook book) : IConsumer<ServiceReport>
{
    public Task Consume(ConsumeContext<ServiceReport> context)
    {
        book.Take(context.Message);
        return Task.CompletedTask;
    }
}
