using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>A query of positional parameters, its rows read one by one.</summary>
internal static class Rows
{
    public static async Task<List<T>> Read<T>(this NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object?[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(Parameters(values));
        List<T> rows = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    public static NpgsqlParameter[] Parameters(params object?[] values) =>
        [.. values.Select(value => new NpgsqlParameter { Value = value switch { null => DBNull.Value, DateTimeOffset at => at.UtcDateTime, _ => value } })];

    public static DateTimeOffset? Time(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
