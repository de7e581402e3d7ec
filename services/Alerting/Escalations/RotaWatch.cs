using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Findings;
using FleetWatch.Alerting.Silences;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Escalations;

/// <summary>Alerts of Alerting's own: nobody is on call, a silence is about to be forgotten. They are incidents like any other.</summary>
internal sealed class RotaWatch(IDocumentStore store, Configurations configurations, FindingDecisions findings, IncidentTransactions transactions, TimeProvider clock)
{
    public const string NobodyOnCall = "nobody-on-call";
    public const string SilenceEnding = "silence-ending";

    public async Task Look(string organisation, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var now = clock.GetUtcNow();
        var settings = await configurations.Of(session, now, ct);
        var open = await session.Query<Incident>().Where(incident => incident.Cause == NobodyOnCall && incident.ResolvedAt == null).ToListAsync(ct);
        var empty = settings.Plan.Schedules.Where(schedule => !schedule.MayBeEmpty && schedule.Who(now) is null).Select(schedule => schedule.Id).ToHashSet();
        var known = open.Select(incident => incident.Scope.Key).ToHashSet();
        List<FindingNews> news =
        [
            .. empty.Where(id => !known.Contains(id)).Select(id => Open(organisation, NobodyOnCall, id, now)),
            .. open.Where(incident => !empty.Contains(incident.Scope.Key))
                .Select(incident => new FindingNews(new FindingClosed { FindingId = incident.FindingId, Organisation = organisation, At = now, End = FindingEnd.Recovered }, null)),
        ];
        var ending = await session.Query<Silence>().Where(silence => silence.RemindAt <= now).ToListAsync(ct);
        news.AddRange(ending.Select(silence => Open(organisation, SilenceEnding, $"{silence.Id} ({silence.CreatedBy})", now)));
        if (news.Count > 0)
            await findings.Take(organisation, news, ct);
        if (ending.Count > 0)
            await Reminded(organisation, ending, ct);
    }

    /// <summary>After the reminder: a death in between repeats it under the same incident, which pages nobody twice.</summary>
    private async Task Reminded(string organisation, IReadOnlyList<Silence> silences, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        session.Store(silences.Select(silence => silence with { RemindAt = null }));
        await session.SaveChangesAsync(ct);
    }

    private static FindingNews Open(string organisation, string cause, string key, DateTimeOffset now) => new(new FindingOpened
    {
        FindingId = cause == NobodyOnCall ? $"{cause}/{key}/{now.UtcDateTime:yyyyMMddHHmm}" : $"{cause}/{key}",
        Organisation = organisation,
        At = now,
        Finding = new Finding
        {
            FindingId = cause == NobodyOnCall ? $"{cause}/{key}/{now.UtcDateTime:yyyyMMddHHmm}" : $"{cause}/{key}",
            Organisation = organisation,
            Cause = cause,
            // No dimension of the fleet: the text is the key alone.
            Scope = new Scope(ScopeKind.Unknown, key),
            StartedAt = now,
            OpenedAt = now,
            Severity = cause == NobodyOnCall ? Severity.Major : Severity.Minor,
            Page = true,
            Notify = [Audience.NetworkOperations],
            Confidence = 1,
            Evidence = new Evidence { Failures = 0, Expected = 0 },
            AffectedTerminals = [],
            AffectedTerminalCount = 0,
        },
    }, null);
}
