using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Terminals;
using FleetWatch.Explaining.Refusals;
using Npgsql;

namespace FleetWatch.Dashboard.Explain;

/// <summary>
/// What the Dashboard's own tables hold around one failure: the same card, the same sort of code anywhere, the site's events, hours in which
/// approvals were counted, and the findings behind incidents that were open then.
/// </summary>
internal sealed class FailureEvidence(NpgsqlDataSource database, TimeProvider clock)
{
    private const int MostEvents = 20_000;

    private const string SameSite = "select terminal_id from dashboard.terminal where organisation = $1 and (terminal_id = $2 or site_id = (select site_id from dashboard.terminal where organisation = $1 and terminal_id = $2))";

    private static readonly string Around = $"""
        select data from dashboard.event where organisation = $1 and received_at between $3 and $4
            and (card_ref = $5 or code = any($6) or terminal_id in ({SameSite}))
        order by received_at limit {MostEvents + 1}
        """;

    private const string Records = "select terminal_id, record from dashboard.terminal where organisation = $1 and record is not null and terminal_id = any($2)";

    private static readonly string Hours = $"""
        select terminal_id, hour, attempts, approvals from dashboard.terminal_hour where organisation = $1 and terminal_id in ({SameSite}) and hour between $3 and $4
        """;

    private const string Version = """
        select count(*) filter (where version = $2)::float8 / greatest(count(*), 1) from (select version from dashboard.terminal where organisation = $1 and not retired limit 20000) sample
        """;

    private const string Incidents = """
        select body -> 'finding' from dashboard.incident where organisation = $1 and opened_at <= $3 and (lasts or (body ->> 'endedAt')::timestamptz >= $2)
        """;

    public async Task<RefusalCase> About(string organisation, FoundFailure found, CancellationToken ct)
    {
        var it = found.Failure;
        var (from, until) = LookedAt.Around(found.ReceivedAt, clock.GetUtcNow());
        var around = await database.Read(Around, row => FleetReads.Event(row.GetString(0)), ct, organisation, it.TerminalId, from, until, it.CardRef ?? "", Ranking.CodesAlike(it).ToArray());
        var site = await database.Read(SameSite, row => row.GetString(0), ct, organisation, it.TerminalId);
        string[] terminals = [.. around.Select(other => other.TerminalId).Concat(site).Append(it.TerminalId).Distinct()];
        var fleet = (await database.Read(Records, row => Read<TerminalRecord>(row.GetString(1)), ct, organisation, terminals)).ToDictionary(record => record.TerminalId);
        return new RefusalCase
        {
            Failure = it,
            Fleet = fleet,
            Around = around,
            Facts = await database.Read(Hours, Activity, ct, organisation, it.TerminalId, from, until),
            Findings = await Findings(organisation, found.ReceivedAt.AddMinutes(-10), until, ct),
            VersionShare = fleet.GetValueOrDefault(it.TerminalId) is { Model: { } model, SoftwareVersion: { } version }
                ? (await database.Read(Version, row => row.GetDouble(0), ct, organisation, $"{model}/{version}"))[0] : null,
            Looked = new LookedAt(from, until, around.Count, Cut: around.Count > MostEvents),
        };
    }

    private Task<List<Finding>> Findings(string organisation, DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        database.Read(Incidents, row => Read<Finding>(row.GetString(0)), ct, organisation, from, until);

    private static TerminalFact Activity(NpgsqlDataReader row) => new HourlyActivity
    {
        TerminalId = row.GetString(0),
        At = row.GetFieldValue<DateTimeOffset>(1).AddHours(1),
        Hour = row.GetFieldValue<DateTimeOffset>(1),
        Heartbeats = 0,
        Attempts = row.GetInt32(2),
        Approvals = row.GetInt32(3),
    };

    private static T Read<T>(string json) =>
        (T?)JsonSerializer.Deserialize(json, ContractJson.Default.GetTypeInfo(typeof(T)) ?? throw new NotSupportedException($"{typeof(T).Name} is no contract.")) ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");
}
