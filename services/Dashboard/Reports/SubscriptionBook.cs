using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Audit;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Reporting.Weekly;
using Marten;

namespace FleetWatch.Dashboard.Reports;

/// <summary>Who gets which report; every change is in the audit log, in the same transaction.</summary>
internal sealed class SubscriptionBook(IDocumentStore store, AuditLog audit, ReportDesk desk, TimeProvider clock)
{
    public async Task<IReadOnlyList<Subscription>> All(string organisation, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        return [.. (await session.Query<Subscription>().ToListAsync(ct)).OrderBy(one => one.Address, StringComparer.Ordinal).ThenBy(one => one.Id)];
    }

    /// <summary>Those that the person may see: of one who is limited to regions, those of reports that are open to them.</summary>
    public async Task<IReadOnlyList<Subscription>> Of(Person person, KnownOrganisation organisation, CancellationToken ct)
    {
        var all = await All(person.Organisation, ct);
        if (person.OnlyRegions().Count == 0)
            return all;
        List<Subscription> own = [];
        foreach (var one in all)
            if (await Reach(person, organisation, one.Scope, ct))
                own.Add(one);
        return own;
    }

    /// <summary>Keeps what was typed, or says by field what is wrong with it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Save(Person person, KnownOrganisation organisation, SubscriptionDraft draft, CancellationToken ct)
    {
        var scope = await desk.Scope(person, organisation, draft.Scope, draft.Key, ct);
        var (subscription, errors) = draft.Judge(scope, await All(person.Organisation, ct), person.Name, TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone), clock.GetUtcNow());
        if (subscription is null)
            return errors;
        await using var session = store.LightweightSession(person.Organisation);
        session.Store(subscription);
        session.Insert(audit.Entry(person, draft.Id is null ? "subscription-made" : "subscription-changed", subscription.Address, Told(subscription)));
        await session.SaveChangesAsync(ct);
        return errors;
    }

    public async Task Stop(Person person, Subscription subscription, CancellationToken ct)
    {
        await using var session = store.LightweightSession(person.Organisation);
        session.Delete<Subscription>(subscription.Id);
        session.Insert(audit.Entry(person, "subscription-stopped", subscription.Address, Told(subscription)));
        await session.SaveChangesAsync(ct);
    }

    private async Task<bool> Reach(Person person, KnownOrganisation organisation, ReportScope scope, CancellationToken ct) =>
        (await desk.Scope(person, organisation, scope.Kind.ToString().ToLowerInvariant(), scope.Key, ct)).Error is null;

    private static string Told(Subscription one) => $"{one.Scope.Key}, {one.Day} {one.Hour:00}:00, {one.Language}";
}
