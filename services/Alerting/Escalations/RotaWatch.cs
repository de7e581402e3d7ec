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
            .. empty.Where(id => !known.Contains(id)).Select(id => Open(organisation, NobodyOnCall, id, now, now)),
            .. open.Where(incident => !empty.Contains(incident.Scope.Key))
                .Select(incident => Close(organisation, incident.FindingId, now)),
        ];
        var ending = await session.Query<Silence>().Where(silence => silence.RemindAt <= now).ToListAsync(ct);
        news.AddRange(ending.Select(silence => Open(organisation, SilenceEnding, Key(silence), silence.RemindAt ?? now, now)));
        news.AddRange(await Reminders(session, organisation, now, ct));
        if (news.Count > 0)
            await findings.Take(organisation, news, ct);
        if (ending.Count > 0)
            await Reminded(organisation, ending, ct);
    }

    /// <summary>A reminder is over when its silence is, or was extended: then it is reminded of again.</summary>
    private static async Task<IEnumerable<FindingNews>> Reminders(IQuerySession session, string organisation, DateTimeOffset now, CancellationToken ct)
    {
        var open = await session.Query<Incident>().Where(incident => incident.Cause == SilenceEnding && incident.ResolvedAt == null).ToListAsync(ct);
        if (open.Count == 0)
            return [];
        var ids = open.Select(incident => incident.Scope.Key.Split(' ')[0]).Distinct().ToArray();
        var lasting = (await session.LoadManyAsync<Silence>(ct, ids)).Where(silence => !(silence.EndsAt <= now) && !(silence.RemindAt > now)).Select(Key).ToHashSet();
        return open.Where(incident => !lasting.Contains(incident.Scope.Key)).Select(incident => Close(organisation, incident.FindingId, now));
    }

    private static string Key(Silence silence) => $"{silence.Id} ({silence.CreatedBy})";

    private static FindingNews Close(string organisation, string findingId, DateTimeOffset now) =>
        new(new FindingClosed { FindingId = findingId, Organisation = organisation, At = now, End = FindingEnd.Recovered }, null);

    /// <summary>After the reminder: a death in between repeats it under the same incident, which pages nobody twice.</summary>
    private async Task Reminded(string organisation, IReadOnlyList<Silence> silences, CancellationToken ct)
    {
        await using var session = await transactions.Begin(organisation, ct);
        session.Store(silences.Select(silence => silence with { RemindAt = null }));
        await session.SaveChangesAsync(ct);
    }

    /// <param name="organisation">Whose.</param>
    /// <param name="cause">Which alert.</param>
    /// <param name="key">Of what.</param>
    /// <param name="occasion">Under the same one no second alert is raised; a later one is another.</param>
    /// <param name="now">When.</param>
    private static FindingNews Open(string organisation, string cause, string key, DateTimeOffset occasion, DateTimeOffset now) => new(new FindingOpened
    {
        FindingId = $"{cause}/{key}/{occasion.UtcDateTime:yyyyMMddHHmm}",
        Organisation = organisation,
        At = now,
        Finding = new Finding
        {
            FindingId = $"{cause}/{key}/{occasion.UtcDateTime:yyyyMMddHHmm}",
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
