using FleetWatch.Contracts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Terminals;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Troubles;
using FleetWatch.Reporting.Weekly;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Dashboard.Reports;

/// <summary>
/// A week of an organisation from the Dashboard's own tables: who was heard and what was tried from the hours, failures one by one for as long as
/// they are kept so and by the hour before, incidents from what was heard of them. What the tables cannot tell, the report says.
/// </summary>
internal sealed class WeekTables(NpgsqlDataSource database, IOptions<Retention> retention, TimeProvider clock)
{
    private const int NoLimit = 0;
    private const int OffenderWeeks = 4;

    /// <summary>An event may have been received earlier than it says: its terminal's clock ran ahead.</summary>
    private static readonly TimeSpan ClocksAhead = TimeSpan.FromDays(7);

    /// <summary>The first week of which anything is known, and the last one that is over; null: nothing was ever heard.</summary>
    public async Task<(ReportWeek First, ReportWeek Last)?> Weeks(KnownOrganisation organisation, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);
        return await KnownFrom(organisation.Id, ct) is { } first && ReportWeek.Of(clock.GetUtcNow(), zone).Previous is var last && ReportWeek.Of(first, zone) is var begins
            ? (begins.From > last.From ? last : begins, last)
            : null;
    }

    public async Task<ReportMaking> Read(KnownOrganisation organisation, ReportWeek week, CancellationToken ct)
    {
        var roster = await Terminals(organisation.Id, week, ct);
        WeekFacts[] weeks = [new(week.Previous, roster), new(week, roster)];
        HashSet<Caveat> caveats = [Caveat.Hours];
        await Gaps(organisation.Id, weeks, ct);
        await Hours(organisation.Id, weeks, caveats, ct);
        foreach (var facts in weeks)
            if (facts.Week.From >= clock.GetUtcNow() - retention.Value.Events)
                await Events(organisation.Id, facts, ct);
            else
                await Failures(organisation.Id, facts, ct);
        if (week.From < clock.GetUtcNow() - retention.Value.Events)
            caveats.Add(Caveat.Cards);
        if (week.From.Minute != 0)
            caveats.Add(Caveat.Zone);
        return new ReportMaking(weeks[0], weeks[1], await Troubles(organisation.Id, week, ct),
            new Coverage { KnownFrom = await KnownFrom(organisation.Id, ct), Caveats = [.. caveats.Order()] });
    }

    /// <summary>Regions that terminals are in, or merchants whose name begins so; of the regions given only, where any are.</summary>
    public Task<List<string>> Keys(string organisation, ReportScopeKind kind, string begins, IReadOnlyList<string> regions, int most, CancellationToken ct)
    {
        var column = kind == ReportScopeKind.Region ? "region" : "merchant_id";
        return database.Read($"""
            select {column} from dashboard.terminal where organisation = $1 and {column} ^@ $2 and not retired group by 1
            having cardinality($3::varchar[]) = 0 or bool_and(region = any($3)) order by 1 limit $4
            """, row => row.GetString(0), ct, organisation, begins, regions.ToArray(), most);
    }

    private async Task<DateTimeOffset?> KnownFrom(string organisation, CancellationToken ct) =>
        (await database.Read("select min(hour) from dashboard.fleet_hour where organisation = $1", row => row.Time(0), ct, organisation))[0];

    /// <summary>Who is registered, and whoever was retired since the week began.</summary>
    private async Task<Roster> Terminals(string organisation, ReportWeek week, CancellationToken ct)
    {
        List<TerminalRecord> registry = [];
        await Each("select record from dashboard.terminal where organisation = $1 and record is not null and (not retired or last_heard_at >= $2) order by terminal_id",
            row => registry.Add(System.Text.Json.JsonSerializer.Deserialize(row.GetString(0), ContractJson.Default.TerminalRecord)!), ct, organisation, week.From); // It was written as one.
        return new Roster(registry);
    }

    private Task Gaps(string organisation, WeekFacts[] weeks, CancellationToken ct) => Each(
        "select from_at, until_at from dashboard.feed_gap where organisation = $1 and until_at > $2 and from_at < $3", row =>
        {
            foreach (var facts in weeks)
                facts.TakeGap(row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1));
        }, ct, organisation, weeks[0].Week.From, weeks[1].Week.To);

    private Task Hours(string organisation, WeekFacts[] weeks, HashSet<Caveat> caveats, CancellationToken ct) => Each("""
        select terminal_id, hour, attempts, approvals, heard, failures, silent_minutes from dashboard.terminal_hour where organisation = $1 and hour > $2 and hour < $3
        """, row =>
        {
            // Of earlier releases: whoever is there with anything but silence was heard.
            var heard = row.IsDBNull(4) ? row.GetInt32(2) + row.GetInt32(5) > 0 || row.GetInt32(6) == 0 ? 3 : 0 : row.GetInt32(4);
            if (row.IsDBNull(4) && row.GetFieldValue<DateTimeOffset>(1) >= weeks[1].Week.From)
                caveats.Add(Caveat.Halves);
            var hour = new TerminalHour(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1))
            {
                HeardFirstHalf = (heard & 1) != 0,
                HeardSecondHalf = (heard & 2) != 0,
                Attempts = row.GetInt32(2),
                Approvals = row.GetInt32(3),
            };
            foreach (var facts in weeks)
                facts.Take(hour);
        }, ct, organisation, weeks[0].Week.From.AddHours(-1), weeks[1].Week.To);

    private Task Events(string organisation, WeekFacts facts, CancellationToken ct) => Each(
        "select data from dashboard.event where organisation = $1 and received_at >= $2 and occurred_at >= $3 and occurred_at < $4",
        row => facts.Take(FleetReads.Event(row.GetString(0))), ct, organisation, facts.Week.From - ClocksAhead, facts.Week.From, facts.Week.To);

    private Task Failures(string organisation, WeekFacts facts, CancellationToken ct) => Each(
        "select terminal_id, hour, code, failures, amount_minor, currency from dashboard.terminal_hour_failure where organisation = $1 and hour >= $2 and hour < $3",
        row => facts.Take(new HourFailures
        {
            TerminalId = row.GetString(0),
            Hour = row.GetFieldValue<DateTimeOffset>(1),
            Code = row.GetString(2),
            Failures = row.GetInt32(3),
            AmountMinor = row.GetInt64(4),
            Currency = row.GetString(5),
        }), ct, organisation, facts.Week.From, facts.Week.To);

    private async Task<IReadOnlyList<Trouble>> Troubles(string organisation, ReportWeek week, CancellationToken ct)
    {
        var fold = new TroubleFold();
        await Each("""
            select body from dashboard.incident_event where organisation = $1 and incident_id in (select incident_id from dashboard.incident
                where organisation = $1 and opened_at < $2 and (lasts or (body ->> 'endedAt')::timestamptz >= $3)) order by incident_id, sent_at, event_id
            """, row => fold.Take(System.Text.Json.JsonSerializer.Deserialize(row.GetString(0), ContractJson.Default.IncidentEvent)!), ct, // It was written as one.
            organisation, week.To, week.To.AddDays(-7 * OffenderWeeks));
        return [.. fold.Troubles];
    }

    // A week of a large fleet is too much for a list.
    private async Task Each(string sql, Action<NpgsqlDataReader> take, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = NoLimit; // However long it takes: the caller's token ends it.
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value is DateTimeOffset at ? at.UtcDateTime : value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            take(reader);
    }
}
