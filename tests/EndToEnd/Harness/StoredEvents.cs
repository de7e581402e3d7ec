using FleetWatch.Support;
using Npgsql;
using Xunit;

namespace FleetWatch.EndToEnd.Harness;

/// <summary>What Analysis has committed, read from its streams as they lie in PostgreSQL.</summary>
internal static class StoredEvents
{
    /// <summary>Waits until all of these are stored, and asserts that none is stored twice.</summary>
    public static async Task AreExactly(string postgres, string organisation, ICollection<string> acknowledged)
    {
        var stored = await Eventually.Matches(() => Ids(postgres, organisation), ids => acknowledged.All(ids.ContainsKey),
            $"all {acknowledged.Count} acknowledged events are stored", TimeSpan.FromMinutes(3));
        Assert.Empty(stored.Where(entry => entry.Value != 1).Select(entry => $"{entry.Key} is stored {entry.Value} times"));
    }

    public static async Task<Dictionary<string, long>> Ids(string postgres, string organisation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select data->>'id', count(*) from analysis.mt_events
            where tenant_id = $1 and type = 'transaction.failed' group by 1
            """, connection) { Parameters = { new() { Value = organisation } } };
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new Dictionary<string, long>();
        while (await reader.ReadAsync())
            ids[reader.GetString(0)] = reader.GetInt64(1);
        return ids;
    }
}
