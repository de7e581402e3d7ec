using Npgsql;

namespace FleetWatch.Analysis.Storage;

/// <summary>A command with its positional parameters, and how their values are typed.</summary>
internal static class Query
{
    public static NpgsqlCommand Of(NpgsqlDataSource database, string sql, params NpgsqlParameter[] parameters)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }

    public static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    public static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };

    public static NpgsqlParameter<DateTime> Time(DateTimeOffset at) => new() { TypedValue = at.UtcDateTime };

    public static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };
}
