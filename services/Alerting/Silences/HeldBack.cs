using FleetWatch.Alerting.Store;
using Marten;
using Npgsql;

namespace FleetWatch.Alerting.Silences;

/// <summary>How many pages each window has held back.</summary>
internal static class HeldBack
{
    private const string Sql = $"""
        select page ->> 'window', count(*)
        from {AlertingStore.Schema}.mt_doc_incident, jsonb_array_elements(data -> 'pages') page
        where tenant_id = $1 and page ->> 'window' is not null group by 1
        """;

    public static async Task<Dictionary<string, long>> Count(IQuerySession session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql);
        command.Parameters.AddWithValue(session.TenantId);
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var counts = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct))
            counts[reader.GetString(0)] = reader.GetInt64(1);
        return counts;
    }
}
