using FleetWatch.Dashboard.Store;
using Npgsql;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>Finds incidents, the latest first.</summary>
internal sealed class IncidentSearch(NpgsqlDataSource database)
{
    public const int PageSize = 50;

    /// <param name="organisation">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="regions">Only of these; empty: of all.</param>
    /// <param name="ct">Ends the wait for PostgreSQL.</param>
    public async Task<FoundIncidents> Find(string organisation, IncidentFilter filter, IReadOnlyList<string> regions, CancellationToken ct)
    {
        var lasting = filter.State == IncidentFilter.Lasting ? "and lasts" : "";
        var from = filter.From is null ? "" : "and (lasts or coalesce((body ->> 'endedAt')::timestamptz, 'infinity') >= $5)";
        var latest = new IncidentCursor(filter.Until ?? DateTimeOffset.MaxValue.AddDays(-1), "");
        var after = filter.After is { } given && given.OpenedAt < latest.OpenedAt ? given : latest;
        await using var command = database.CreateCommand($"""
            select body from {DashboardStore.Schema}.incident
            where organisation = $1 {lasting} and words @@ $2::tsquery and (opened_at, incident_id) < ($3, $4) {from}
            order by opened_at desc, incident_id desc limit {PageSize + 1}
            """);
        command.Parameters.AddWithValue(organisation);
        command.Parameters.AddWithValue(filter.ToQuery(organisation, regions));
        command.Parameters.AddWithValue(after.OpenedAt);
        command.Parameters.AddWithValue(after.Id);
        if (filter.From is { } begins)
            command.Parameters.AddWithValue(begins);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<IncidentView>();
        while (await reader.ReadAsync(ct))
            found.Add(IncidentBook.View(reader.GetString(0)));
        return found.Count <= PageSize
            ? new FoundIncidents(found, null)
            : new FoundIncidents(found[..PageSize], new IncidentCursor(found[PageSize - 1].OpenedAt, found[PageSize - 1].Id));
    }
}

/// <param name="Incidents">The latest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
internal sealed record FoundIncidents(IReadOnlyList<IncidentView> Incidents, IncidentCursor? Next);
