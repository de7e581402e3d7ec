using System.Collections.Concurrent;
using FleetWatch.Contracts;
using MassTransit;

namespace FleetWatch.Alerting.Watch;

/// <summary>What services last said of themselves.</summary>
internal sealed class ReportBook(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<(string Service, string Organisation), Heard> heard = [];

    public IEnumerable<string> Organisations => heard.Keys.Select(key => key.Organisation).Distinct();

    /// <summary>Several instances report: the latest events of any of them count.</summary>
    public void Take(ServiceReport report)
    {
        var now = clock.GetUtcNow();
        heard.AddOrUpdate((report.Service, report.Organisation), _ => new Heard(now, report),
            (_, known) => new Heard(now, Nullable.Compare(known.Report.LastEventsAt, report.LastEventsAt) > 0 ? report with { LastEventsAt = known.Report.LastEventsAt } : report));
    }

    /// <summary>An organisation that has never sent events has not fallen silent.</summary>
    public IEnumerable<Complaint> Complaints(DateTimeOffset now, WatchSettings settings)
    {
        foreach (var ((service, organisation), said) in heard)
        {
            if (now - said.At > settings.ReportSilence)
                yield return new Complaint(ComplaintKind.ServiceSilent, $"{service}/{organisation}", (long)(now - said.At).TotalSeconds);
            else if (now - said.Report.LastEventsAt is { } silent && silent > settings.FeedSilence)
                yield return new Complaint(ComplaintKind.FeedSilent, organisation, (long)silent.TotalSeconds);
            else if (BringsEvents(organisation, now))
            {
                foreach (var complaint in Partly(said.Report, settings))
                    yield return complaint;
            }
        }
    }

    // Where heartbeats are missed, what they do not count is no news beside it.
    private static IEnumerable<Complaint> Partly(ServiceReport said, WatchSettings settings)
    {
        var isThin = said.HeartbeatsMissed > settings.FeedMissed;
        if (isThin)
            yield return Share(ComplaintKind.FeedThin, said.HeartbeatsMissed);
        if (said.FailuresMissed > settings.FailuresMissed)
            yield return Share(ComplaintKind.FailuresMissed, said.FailuresMissed);
        if (!isThin && said.AttemptsUntold > settings.AttemptsUntold)
            yield return Share(ComplaintKind.AttemptsUntold, said.AttemptsUntold);

        Complaint Share(ComplaintKind kind, double? share) => new(kind, said.Organisation, (long)Math.Round(100 * share ?? 0));
    }

    // Of a feed that brings nothing at all its silence is told, once that has lasted.
    private bool BringsEvents(string organisation, DateTimeOffset now) =>
        heard.Any(one => one.Key.Organisation == organisation && now - one.Value.Report.LastEventsAt < Pause);

    private sealed record Heard(DateTimeOffset At, ServiceReport Report);
}

internal sealed class ReportConsumer(ReportBook book) : IConsumer<ServiceReport>
{
    public Task Consume(ConsumeContext<ServiceReport> context)
    {
        book.Take(context.Message);
        return Task.CompletedTask;
    }
}
