using FleetWatch.Dashboard.Feed;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>A fleet's state as its tables tell it: read at the start, and after a failure.</summary>
internal sealed class StoredFleet(NpgsqlDataSource database)
{
    private const string Terminals = """
        select terminal_id, record is not null and not retired, first_heard_at, last_heard_at, usual_gap_seconds, usual_hours, counts, region from dashboard.terminal where organisation = $1
        """;

    private const string Hours = """
        select hour, currency, attempts, approvals, failures, amount_minor from dashboard.fleet_hour where organisation = $1 and hour > (select max(hour) from dashboard.fleet_hour where organisation = $1) - interval '8 days 1 hour'
        """;

    private const string Newest = """
        select greatest((select max(at) from dashboard.taken_batch where organisation = $1), (select max(last_heard_at) from dashboard.terminal where organisation = $1))
        """;

    private const string Failures = "select terminal_id, occurred_at from dashboard.event where organisation = $1 and type = 'transaction.failed' and received_at > $2";

    // Attempts are kept by the hour: of those hours that the last half hour touches, its share.
    private const string Attempts = """
        select terminal_id, sum(attempts) * 30 / greatest(extract(epoch from $2 - date_trunc('hour', $2 - interval '30 minutes')) / 60, 30) from dashboard.terminal_hour
        where organisation = $1 and hour >= date_trunc('hour', $2 - interval '30 minutes')
            and terminal_id in (select terminal_id from dashboard.event where organisation = $1 and type = 'transaction.failed' and received_at > $2 - interval '30 minutes')
        group by 1
        """;

    public async Task<FleetState> Load(KnownOrganisation organisation, CancellationToken ct)
    {
        var state = new FleetState(TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone));
        await using var connection = await database.OpenConnectionAsync(ct);
        await Each(connection, Terminals, row => Put(state, row), ct, organisation.Id);
        await Each(connection, Hours, row => state.Add([Hour(row)]), ct, organisation.Id);
        await Each(connection, "select from_at, until_at from dashboard.feed_gap where organisation = $1 order by from_at desc limit 1",
            row => state.Remember(new FeedGap(row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1))), ct, organisation.Id);
        DateTimeOffset? newest = null;
        await Each(connection, Newest, row => newest = row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), ct, organisation.Id);
        if (newest is not { } at)
            return state;
        await Each(connection, Failures, row => state.PulseOf(row.GetString(0)).Count(row.GetFieldValue<DateTimeOffset>(1), 1, 0), ct, organisation.Id, at.AddMinutes(-30).UtcDateTime);
        await Each(connection, Attempts, row => state.PulseOf(row.GetString(0)).Count(at, 0, (int)Math.Min(row.GetDecimal(1), int.MaxValue)), ct, organisation.Id, at.UtcDateTime);
        state.MoveTo(at);
        return state;
    }

    private static void Put(FleetState state, NpgsqlDataReader row)
    {
        var pulse = state.PulseOf(row.GetString(0));
        pulse.Registered = row.GetBoolean(1);
        pulse.FirstHeardAt = row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2);
        pulse.LastHeardAt = row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3);
        pulse.UsualGapSeconds = row.IsDBNull(4) ? 0 : row.GetDouble(4);
        pulse.UsualHours = row.GetInt32(5);
        pulse.Counts = row.GetBoolean(6);
        pulse.Region = row.Text(7);
    }

    private static FleetHour Hour(NpgsqlDataReader row) => new(row.GetFieldValue<DateTimeOffset>(0))
    {
        Attempts = row.GetInt64(2),
        Approvals = row.GetInt64(3),
        Failures = row.GetInt64(4),
        AmountMinor = row.GetString(1) is { Length: > 0 } currency ? new Dictionary<string, long> { [currency] = row.GetInt64(5) } : [],
    };

    private static async Task Each(NpgsqlConnection connection, string sql, Action<NpgsqlDataReader> take, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            take(reader);
    }
}
