using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Explaining.Refusals;
using Npgsql;

namespace FleetWatch.Dashboard.Terminals;

/// <summary>What pages ask of the tables.</summary>
internal sealed class FleetReads(NpgsqlDataSource database)
{
    public const int PageSize = 50;

    private const string Columns = "terminal_id, record, retired, first_heard_at, last_heard_at, usual_gap_seconds, usual_hours, counts";

    public async Task<TerminalRow?> Terminal(string organisation, string id, CancellationToken ct) =>
        (await database.Read($"select {Columns}, 0 from dashboard.terminal where organisation = $1 and terminal_id = $2", Terminal, ct, organisation, id)).FirstOrDefault();

    /// <summary>In the order of their ids, after the given one, with the failures of the last day.</summary>
    public Task<List<TerminalRow>> Terminals(Sight sight, Selection selection, string after, DateTimeOffset since, int most, CancellationToken ct)
    {
        var chosen = selection.HasTerminals ? $"{selection.Column} = $2" : "$2::varchar is not null";
        return database.Read($"""
            select {Columns}, coalesce((select sum(failures)::int from dashboard.terminal_hour h where h.organisation = $1 and h.terminal_id = t.terminal_id and h.hour >= $4), 0)
            from dashboard.terminal t where organisation = $1 and {chosen} and terminal_id > $3 and not retired {sight.Here(6)} order by terminal_id limit $5
            """, Terminal, ct, sight.With(sight.Organisation, selection.Key, after, since, most));
    }

    /// <summary>Hours in which something happened, the oldest first; of an issuer failures only, for approvals do not say whose cards they were.</summary>
    public Task<List<FleetHour>> Hours(Sight sight, Selection selection, DateTimeOffset from, CancellationToken ct) => database.Read(
        selection.Kind == SelectionKind.Issuer
            ? $"select date_trunc('hour', received_at), 0, 0, count(*) from dashboard.event where organisation = $1 and {selection.Condition} and received_at >= $3 and type = 'transaction.failed' {sight.Terminals(4)} group by 1 order by 1"
            : $"select hour, sum(attempts), sum(approvals), sum(failures) from dashboard.terminal_hour where organisation = $1 and {selection.Condition} and hour >= $3 {sight.Terminals(4)} group by 1 order by 1",
        row => new FleetHour(row.GetFieldValue<DateTimeOffset>(0)) { Attempts = Number(row, 1), Approvals = Number(row, 2), Failures = Number(row, 3) }, ct, sight.With(sight.Organisation, selection.Key, from));

    /// <summary>The most frequent first.</summary>
    public Task<List<SymptomRow>> Symptoms(Sight sight, Selection selection, DateTimeOffset from, CancellationToken ct) => database.Read(
        selection.Kind == SelectionKind.Issuer
            ? $"select coalesce(code, ''), count(*) from dashboard.event where organisation = $1 and {selection.Condition} and received_at >= $3 and type = 'transaction.failed' {sight.Terminals(4)} group by 1 order by 2 desc, 1 limit 20"
            : $"select code, sum(failures) from dashboard.terminal_hour_failure where organisation = $1 and {selection.Condition} and hour >= $3 {sight.Terminals(4)} group by 1 order by 2 desc, 1 limit 20",
        row => new SymptomRow(row.GetString(0), Number(row, 1)), ct, sight.With(sight.Organisation, selection.Key, from));

    /// <summary>What failed transactions would have brought since then, in minor units by currency.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Amounts(Sight sight, DateTimeOffset from, CancellationToken ct) => (await database.Read(
        $"select currency, sum(amount_minor) from dashboard.terminal_hour_failure where organisation = $1 and currency <> '' and hour >= $2 {sight.Terminals(3)} group by 1",
        row => (Currency: row.GetString(0), Minor: Number(row, 1)), ct, sight.With(sight.Organisation, from))).ToDictionary(sum => sum.Currency, sum => sum.Minor);

    /// <summary>The newest first; those of one batch in an order that is always the same.</summary>
    public Task<List<EventRow>> Events(Sight sight, Selection selection, EventFilter filter, CancellationToken ct)
    {
        object?[] values = [sight.Organisation, selection.Key, filter.From, filter.Before, filter.Codes?.ToArray() ?? [], (object?)filter.Type ?? DBNull.Value];
        var older = filter.After is null ? "" : "and received_at <= $7 and (received_at, terminal_id, event_id, occurred_at) < ($7, $8, $9, $10)";
        var codes = filter.Codes is null ? "$5::varchar[] is not null" : "code = any($5)";
        if (filter.After is { } mark)
            values = [.. values, mark.ReceivedAt, mark.TerminalId, mark.EventId, mark.OccurredAt];
        var place = values.Length + 1;
        return database.Read($"""
            select received_at, terminal_id, event_id, occurred_at, data from dashboard.event
            where organisation = $1 and {selection.Condition} and received_at >= $3 and received_at < $4
                and {codes} and ($6::varchar is null or type = $6) {older} {sight.Terminals(place)}
            order by received_at desc, terminal_id desc, event_id desc, occurred_at desc limit {PageSize + 1}
            """, Event, ct, sight.With(values));
    }

    /// <summary>Codes of a family of refusals among those that were seen then.</summary>
    public async Task<IReadOnlyList<string>> CodesOf(string organisation, string family, DateTimeOffset from, DateTimeOffset before, CancellationToken ct)
    {
        var seen = await database.Read("select distinct code from dashboard.terminal_hour_failure where organisation = $1 and hour >= $2 and hour < $3", row => row.GetString(0), ct,
            organisation, from.AddHours(-1), before);
        return [.. seen.Where(code => RefusalFamily.OfCode(code) == family)];
    }

    /// <summary>Whatever has an id that begins so, and failures whose reference number it is.</summary>
    public async Task<IReadOnlyList<(Selection Selection, string? Name)>> Find(Sight sight, string text, CancellationToken ct)
    {
        var found = await database.Read($"""
            (select 'Terminal', terminal_id, record ->> 'siteName' from dashboard.terminal where organisation = $1 and terminal_id ^@ $2 {sight.Here(4)} order by terminal_id limit 10)
            union all (select distinct 'Site', site_id, record ->> 'siteName' from dashboard.terminal where organisation = $1 and site_id ^@ $2 {sight.Here(4)} limit 10)
            union all (select distinct 'Site', site_id, record ->> 'siteName' from dashboard.terminal where organisation = $1 and length($2) > 1 and record ->> 'siteName' ilike '%' || $3 || '%' {sight.Here(4)} limit 10)
            union all (select distinct 'Merchant', merchant_id, null from dashboard.terminal where organisation = $1 and merchant_id ^@ $2 {sight.Here(4)} limit 10)
            union all (select distinct 'Version', version, null from dashboard.terminal where organisation = $1 and version ^@ $2 {sight.Here(4)} limit 10)
            """, row => (new Selection(Enum.Parse<SelectionKind>(row.GetString(0)), row.GetString(1)), row.Text(2)), ct,
            sight.With(sight.Organisation, text, text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")));
        if (text.Length is >= 6 and <= 8 && text.All(char.IsAsciiDigit))
            found.Add((new Selection(SelectionKind.Issuer, text), null));
        return [.. found.DistinctBy(one => one.Item1)];
    }

    public static TerminalEvent Event(string json) => JsonSerializer.Deserialize(json, ContractJson.Default.TerminalEvent) ?? throw new JsonException("A stored event is empty.");

    private static EventRow Event(NpgsqlDataReader row) =>
        new(new EventMark(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)), Event(row.GetString(4)));

    private static TerminalRow Terminal(NpgsqlDataReader row) => new()
    {
        TerminalId = row.GetString(0),
        Record = row.Text(1) is { } json ? JsonSerializer.Deserialize(json, ContractJson.Default.TerminalRecord) : null,
        Retired = row.GetBoolean(2),
        FirstHeardAt = row.Time(3),
        LastHeardAt = row.Time(4),
        Pulse = new Pulse { FirstHeardAt = row.Time(3), LastHeardAt = row.Time(4), UsualGapSeconds = row.IsDBNull(5) ? 0 : row.GetDouble(5), UsualHours = row.GetInt32(6), Counts = row.GetBoolean(7) },
        Failures = row.GetInt32(8),
    };

    private static long Number(NpgsqlDataReader row, int column) => Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Which events of a selection.</summary>
/// <param name="From">Arrived then or later.</param>
/// <param name="Before">Arrived earlier than this.</param>
/// <param name="Codes">Of one of these codes; null: any.</param>
/// <param name="Type">Of this name on the wire; null: any.</param>
/// <param name="After">Those that come after this one in the list; null: from its beginning.</param>
internal sealed record EventFilter(DateTimeOffset From, DateTimeOffset Before, IReadOnlyList<string>? Codes = null, string? Type = null, EventMark? After = null);
