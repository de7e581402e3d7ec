using System.Text.Json;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using Npgsql;

namespace FleetWatch.Analysis.Publishing;

/// <summary>One stored finding event on its way to the bus.</summary>
internal sealed record UnpublishedFinding(long Sequence, Guid Id, FindingEvent Finding, string? TraceParent);

/// <summary>The findings that are committed and not yet confirmed by the broker: their places in the streams, in order.</summary>
internal sealed class UnpublishedFindings(NpgsqlDataSource database)
{
    private const string Next = """
        select e.seq_id, e.id, e.type, e.data, e.causation_id
        from analysis.unpublished_finding u join analysis.mt_events e on e.seq_id = u.seq_id
        where u.organisation = $1 order by u.seq_id limit 100
        """;

    public async Task<IReadOnlyList<UnpublishedFinding>> Read(string organisation, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Next);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        List<UnpublishedFinding> findings = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            findings.Add(new UnpublishedFinding(reader.GetInt64(0), reader.GetGuid(1), Read(reader.GetString(2), reader.GetFieldValue<byte[]>(3)),
                reader.IsDBNull(4) ? null : reader.GetString(4)));
        return findings;
    }

    public async Task Published(string organisation, long sequence, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from analysis.unpublished_finding where organisation = $1 and seq_id = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static FindingEvent Read(string alias, byte[] json) =>
        (FindingEvent?)JsonSerializer.Deserialize(json, EventKind.Of(alias).Json) ?? throw new InvalidDataException("A stored finding is empty.");
}
