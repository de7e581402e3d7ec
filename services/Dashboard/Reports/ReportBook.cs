using FleetWatch.Dashboard.Feed;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Dashboard.Reports;

/// <summary>
/// Reports as they are asked for: one week is counted at a time, because a large fleet's takes memory, and what was just made is given again
/// to whoever asks for another form of it.
/// </summary>
internal sealed class ReportBook(WeekTables tables, TimeProvider clock) : IDisposable
{
    private const int MostKept = 64;

    /// <summary>A past week still changes a little: what is delivered late, an incident that ends, a rating.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<(string Organisation, string Week, ReportScope Scope), (WeekReport Report, DateTimeOffset At)> made = [];

    public async Task<WeekReport> Of(KnownOrganisation organisation, ReportWeek week, ReportScope scope, CancellationToken ct) =>
        (await Of(organisation, week, [scope], ct))[scope];

    /// <summary>Of several scopes at once: the tables are read once.</summary>
    public async Task<IReadOnlyDictionary<ReportScope, WeekReport>> Of(KnownOrganisation organisation, ReportWeek week, IReadOnlyCollection<ReportScope> scopes, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var missing = scopes.Distinct().Where(scope => Kept(organisation, week, scope) is null).ToList();
            if (missing.Count > 0)
            {
                var making = await tables.Read(organisation, week, ct);
                foreach (var scope in missing)
                    made[(organisation.Id, week.Name, scope)] = (await Task.Run(() => making.Of(organisation.Name, scope), ct), clock.GetUtcNow());
            }
            var found = scopes.Distinct().ToDictionary(scope => scope, scope => made[(organisation.Id, week.Name, scope)].Report);
            foreach (var old in made.OrderByDescending(kept => kept.Value.At).Skip(MostKept).Select(kept => kept.Key).ToList())
                made.Remove(old);
            return found;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private WeekReport? Kept(KnownOrganisation organisation, ReportWeek week, ReportScope scope) =>
        made.TryGetValue((organisation.Id, week.Name, scope), out var kept) && clock.GetUtcNow() - kept.At < Fresh ? kept.Report : null;
}
