using System.Text.Json;
using FleetWatch.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>Writes what the feed brings, a set at a time, within the caller's transaction.</summary>
internal static class FleetTables
{
    private const string Incoming = """
        create temp table if not exists incoming (organisation varchar, terminal_id varchar, occurred_at timestamptz, event_id varchar,
            received_at timestamptz, type varchar, code varchar, bin varchar, card_ref varchar, data jsonb) on commit delete rows
        """;

    private const string Keep = """
        insert into dashboard.event (organisation, terminal_id, occurred_at, event_id, received_at, type, code, bin, card_ref, data)
        select distinct on (terminal_id, occurred_at, event_id) organisation, terminal_id, occurred_at, event_id, received_at, type, code, bin, card_ref, data
        from incoming order by terminal_id, occurred_at, event_id on conflict do nothing returning terminal_id, event_id
        """;

    private const string Hours = """
        insert into dashboard.terminal_hour as t (organisation, terminal_id, hour, attempts, approvals, failures, silent_minutes, heard)
        select $1, * from unnest($2::varchar[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[])
        on conflict (organisation, terminal_id, hour) do update set attempts = t.attempts + excluded.attempts, approvals = t.approvals + excluded.approvals,
            failures = t.failures + excluded.failures, silent_minutes = t.silent_minutes + excluded.silent_minutes,
            heard = coalesce(t.heard, 0) | excluded.heard
        """;

    private const string Symptoms = """
        insert into dashboard.terminal_hour_failure as t (organisation, terminal_id, hour, code, currency, failures, amount_minor)
        select $1, * from unnest($2::varchar[], $3::timestamptz[], $4::varchar[], $5::varchar[], $6::int[], $7::bigint[])
        on conflict (organisation, terminal_id, hour, code, currency) do update set failures = t.failures + excluded.failures, amount_minor = t.amount_minor + excluded.amount_minor
        """;

    private const string WholeFleet = """
        insert into dashboard.fleet_hour as t (organisation, hour, currency, attempts, approvals, failures, amount_minor)
        select $1, * from unnest($2::timestamptz[], $3::varchar[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
        on conflict (organisation, hour, currency) do update set attempts = t.attempts + excluded.attempts, approvals = t.approvals + excluded.approvals,
            failures = t.failures + excluded.failures, amount_minor = t.amount_minor + excluded.amount_minor
        """;

    private const string Heard = """
        insert into dashboard.terminal as t (organisation, terminal_id, first_heard_at, last_heard_at, usual_gap_seconds, usual_hours, counts)
        select $1, * from unnest($2::varchar[], $3::timestamptz[], $4::timestamptz[], $5::float8[], $6::int[], $7::bool[])
        on conflict (organisation, terminal_id) do update set first_heard_at = excluded.first_heard_at, last_heard_at = excluded.last_heard_at,
            usual_gap_seconds = excluded.usual_gap_seconds, usual_hours = excluded.usual_hours, counts = excluded.counts
        """;

    private const string Registry = """
        insert into dashboard.terminal as t (organisation, terminal_id, record, site_id, merchant_id, version, region, retired)
        select $1, * from unnest($2::varchar[], $3::jsonb[], $4::varchar[], $5::varchar[], $6::varchar[], $7::varchar[], $8::bool[])
        on conflict (organisation, terminal_id) do update set record = coalesce(excluded.record, t.record), site_id = coalesce(excluded.site_id, t.site_id),
            merchant_id = coalesce(excluded.merchant_id, t.merchant_id), version = coalesce(excluded.version, t.version), region = coalesce(excluded.region, t.region), retired = excluded.retired
        """;

    /// <returns>Those of the messages that were not taken before.</returns>
    public static async Task<HashSet<Guid>> Claim(NpgsqlConnection connection, string organisation, IReadOnlyList<FleetMessage> messages, CancellationToken ct)
    {
        await using var command = Command(connection, "insert into dashboard.taken_batch select $1, * from unnest($2::uuid[], $3::timestamptz[]) on conflict do nothing returning batch_id",
            organisation, messages.Select(one => one.Id).ToArray(), Times(messages.Select(one => one.At)));
        HashSet<Guid> claimed = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            claimed.Add(reader.GetGuid(0));
        return claimed;
    }

    /// <returns>Those of the events that were not kept before.</returns>
    public static async Task<HashSet<(string Terminal, string Id)>> KeepEvents(NpgsqlConnection connection, string organisation,
        IReadOnlyList<(TerminalEvent Event, DateTimeOffset ReceivedAt)> events, CancellationToken ct)
    {
        HashSet<(string, string)> kept = [];
        if (events.Count == 0)
            return kept;
        await Run(connection, Incoming, ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy incoming from stdin (format binary)", ct))
        {
            foreach (var (happened, receivedAt) in events)
                await Write(copy, organisation, happened, receivedAt, ct);
            await copy.CompleteAsync(ct);
        }
        await using var command = Command(connection, Keep);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            kept.Add((reader.GetString(0), reader.GetString(1)));
        return kept;
    }

    public static async Task AddFacts(NpgsqlConnection connection, string organisation, IReadOnlyCollection<HourFact> facts, IReadOnlyList<FleetHour> fleet, CancellationToken ct)
    {
        var rows = facts.OrderBy(fact => fact.TerminalId, StringComparer.Ordinal).ThenBy(fact => fact.Hour).ToList();
        await Run(connection, Hours, ct, organisation, rows.Select(fact => fact.TerminalId).ToArray(), Times(rows.Select(fact => fact.Hour)), rows.Select(fact => fact.Attempts).ToArray(),
            rows.Select(fact => fact.Approvals).ToArray(), rows.Select(fact => fact.Failures).ToArray(), rows.Select(fact => fact.SilentMinutes).ToArray(), rows.Select(fact => fact.Heard).ToArray());
        var symptoms = rows.SelectMany(fact => fact.BySymptom.Select(symptom => (Fact: fact, symptom.Key, symptom.Value))).ToList();
        await Run(connection, Symptoms, ct, organisation, symptoms.Select(one => one.Fact.TerminalId).ToArray(), Times(symptoms.Select(one => one.Fact.Hour)),
            symptoms.Select(one => one.Key.Code).ToArray(), symptoms.Select(one => one.Key.Currency).ToArray(), symptoms.Select(one => one.Value.Failures).ToArray(), symptoms.Select(one => one.Value.AmountMinor).ToArray());
        var counts = fleet.Select(hour => (hour.Hour, Currency: "", hour.Attempts, hour.Approvals, hour.Failures, Amount: 0L))
            .Concat(fleet.SelectMany(hour => hour.AmountMinor.Select(amount => (hour.Hour, Currency: amount.Key, Attempts: 0L, Approvals: 0L, Failures: 0L, Amount: amount.Value)))).ToList();
        await Run(connection, WholeFleet, ct, organisation, Times(counts.Select(one => one.Hour)), counts.Select(one => one.Currency).ToArray(), counts.Select(one => one.Attempts).ToArray(),
            counts.Select(one => one.Approvals).ToArray(), counts.Select(one => one.Failures).ToArray(), counts.Select(one => one.Amount).ToArray());
    }

    public static Task KeepPulses(NpgsqlConnection connection, string organisation, IReadOnlyList<(string Terminal, Pulse Pulse)> heard, CancellationToken ct) =>
        Run(connection, Heard, ct, organisation, heard.Select(one => one.Terminal).ToArray(), Times(heard.Select(one => one.Pulse.FirstHeardAt!.Value)), Times(heard.Select(one => one.Pulse.LastHeardAt!.Value)), // Heard, both.
            heard.Select(one => one.Pulse.UsualGapSeconds).ToArray(), heard.Select(one => one.Pulse.UsualHours).ToArray(), heard.Select(one => one.Pulse.Counts).ToArray());

    public static async Task KeepRegistry(NpgsqlConnection connection, string organisation, IEnumerable<RegistryEvent> changes, CancellationToken ct)
    {
        var rows = changes.GroupBy(change => change.TerminalId).Select(group => (Id: group.Key, Record: group.Last() switch
        {
            TerminalRegistered registered => registered.Terminal,
            TerminalChanged changed => changed.Terminal,
            _ => null,
        })).ToList();
        if (rows.Count > 0)
            await Run(connection, Registry, ct, organisation, rows.Select(row => row.Id).ToArray(), rows.Select(row => Json(row.Record)).ToArray(), rows.Select(row => row.Record?.SiteId).ToArray(),
                rows.Select(row => row.Record?.MerchantId).ToArray(), rows.Select(row => row.Record is { Model: { } model, SoftwareVersion: { } version } ? $"{model}/{version}" : null).ToArray(),
                rows.Select(row => row.Record?.Region).ToArray(), rows.Select(row => row.Record is null).ToArray());
    }

    public static Task KeepGap(NpgsqlConnection connection, string organisation, FeedGap gap, CancellationToken ct) =>
        Run(connection, "insert into dashboard.feed_gap values ($1, $2, $3) on conflict (organisation, from_at) do update set until_at = excluded.until_at", ct,
            organisation, gap.From.ToUniversalTime(), gap.Until.ToUniversalTime());

    private static async Task Write(NpgsqlBinaryImporter copy, string organisation, TerminalEvent happened, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var failed = happened as TransactionFailed;
        await copy.StartRowAsync(ct);
        foreach (var (value, type) in ((object?, NpgsqlDbType)[])
        [
            (organisation, NpgsqlDbType.Varchar), (happened.TerminalId, NpgsqlDbType.Varchar), (happened.OccurredAt.ToUniversalTime(), NpgsqlDbType.TimestampTz), (happened.Id, NpgsqlDbType.Varchar),
            (receivedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz), (EventNames.Of(happened), NpgsqlDbType.Varchar), (EventNames.CodeOf(happened), NpgsqlDbType.Varchar),
            (failed?.Bin, NpgsqlDbType.Varchar), (failed?.CardRef, NpgsqlDbType.Varchar), (JsonSerializer.Serialize(happened, ContractJson.Default.TerminalEvent), NpgsqlDbType.Jsonb),
        ])
        {
            if (value is null)
                await copy.WriteNullAsync(ct);
            else
                await copy.WriteAsync(value, type, ct);
        }
    }

    private static string? Json(TerminalRecord? record) => record is null ? null : JsonSerializer.Serialize(record, ContractJson.Default.TerminalRecord);

    private static DateTime[] Times(IEnumerable<DateTimeOffset> times) => [.. times.Select(at => at.UtcDateTime)];

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
