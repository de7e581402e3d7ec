using System.Text.Json;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using Npgsql;
using static FleetWatch.Analysis.Storage.Query;

namespace FleetWatch.Analysis.Explain;

/// <summary>
/// What the store holds around one failure. It lies near it in the order of arrival, so a bounded stretch of that order is read by the
/// primary key; what of it matters is picked by the database. The site's own streams are read by their index.
/// </summary>
internal sealed class StoredEvidence(NpgsqlDataSource database, TimeProvider clock)
{
    private const int MostEvents = 20_000;
    private const int ArrivedBefore = 60_000;
    private const int ArrivedAfter = 30_000;
    private const int Sample = 20_000;

    private static readonly string Nearby = $"""
        select seq_id, type, data from analysis.mt_events
        where tenant_id = $1 and seq_id between $2::bigint - {ArrivedBefore} and $2::bigint + {ArrivedAfter} and timestamp between $3 and $4 and stream_id like 'terminal/%'
            and (data ->> 'cardRef' = $5 or data ->> 'responseCode' = any($6) or data ->> 'errorCode' = any($6))
        union
        select seq_id, type, data from analysis.mt_events where tenant_id = $1 and stream_id = any($7) and timestamp between $3 and $4
        order by seq_id limit {MostEvents + 1}
        """;

    // A finding that opened long before and closed since is not found here; one that is open, or had news near the failure, is.
    private static readonly string FindingsThen = $"""
        select latest.type, latest.data -> 'finding' from (
            select 'finding/' || finding_id as stream_id from analysis.open_finding where organisation = $1
            union
            select stream_id from analysis.mt_events where tenant_id = $1 and seq_id between $2::bigint - {ArrivedBefore} and $2::bigint + {ArrivedAfter}
                and stream_id like 'finding/%'
        ) near cross join lateral (
            select type, data from analysis.mt_events e where e.tenant_id = $1 and e.stream_id = near.stream_id and e.data ? 'finding'
                and e.timestamp <= $4 order by e.version desc limit 1) latest
        where not exists (select from analysis.mt_events e where e.tenant_id = $1 and e.stream_id = near.stream_id and e.type = 'finding.closed' and e.timestamp < $3)
        """;

    private const string Terminals = """
        select record from analysis.registered_terminal where organisation = $1
            and (terminal_id = any($2) or site_id = (select site_id from analysis.registered_terminal where organisation = $1 and terminal_id = $3))
        """;

    private static readonly string Versions = $"""
        select count(*) filter (where record ->> 'model' = $2 and record ->> 'softwareVersion' = $3)::float8 / greatest(count(*), 1)
        from (select record from analysis.registered_terminal where organisation = $1 limit {Sample}) sample
        """;

    public async Task<RefusalCase> About(string organisation, StoredFailure failure, CancellationToken ct)
    {
        var (from, until) = LookedAt.Around(failure.ReceivedAt, clock.GetUtcNow());
        var site = await Registered(organisation, [failure.Failure.TerminalId], failure.Failure.TerminalId, ct);
        var near = await Near(organisation, failure, from, until, [failure.Failure.TerminalId, .. site.Keys], ct);
        var around = near.OfType<TerminalEvent>().ToList();
        var mine = site.GetValueOrDefault(failure.Failure.TerminalId);
        return new RefusalCase
        {
            Failure = failure.Failure,
            Fleet = await Registered(organisation, [.. around.Select(other => other.TerminalId).Distinct()], failure.Failure.TerminalId, ct),
            Around = around,
            Facts = [.. near.OfType<TerminalFact>()],
            Findings = await Findings(organisation, failure, until, ct),
            VersionShare = mine is { Model: { } model, SoftwareVersion: { } version } ? await VersionShare(organisation, model, version, ct) : null,
            Looked = new LookedAt(from, until, near.Count, Cut: near.Count > MostEvents),
        };
    }

    private async Task<List<object>> Near(string organisation, StoredFailure failure, DateTimeOffset from, DateTimeOffset until, IEnumerable<string> terminals, CancellationToken ct)
    {
        await using var command = Of(database, Nearby, Text(organisation), Number(failure.Sequence), Time(from), Time(until), Text(failure.Failure.CardRef ?? ""),
            Texts(Ranking.CodesAlike(failure.Failure)), Texts(terminals.Distinct().Select(Streams.OfTerminal)));
        List<object> near = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            near.Add(EventKind.Read(reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return near;
    }

    private async Task<List<Finding>> Findings(string organisation, StoredFailure failure, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = Of(database, FindingsThen, Text(organisation), Number(failure.Sequence), Time(failure.ReceivedAt - TimeSpan.FromMinutes(10)), Time(until));
        List<Finding> findings = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            findings.Add(JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), ContractJson.Default.Finding)
                ?? throw new JsonException("A stored finding is empty."));
        return findings;
    }

    private async Task<Dictionary<string, TerminalRecord>> Registered(string organisation, string[] terminals, string siteOf, CancellationToken ct)
    {
        await using var command = Of(database, Terminals, Text(organisation), Texts(terminals), Text(siteOf));
        var found = new Dictionary<string, TerminalRecord>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            if (JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(0), ContractJson.Default.TerminalRecord) is { } record)
                found[record.TerminalId] = record;
        return found;
    }

    private async Task<double?> VersionShare(string organisation, string model, string version, CancellationToken ct)
    {
        await using var command = Of(database, Versions, Text(organisation), Text(model), Text(version));
        return await command.ExecuteScalarAsync(ct) as double?;
    }
}
