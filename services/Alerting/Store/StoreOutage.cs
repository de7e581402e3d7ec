using Npgsql;

namespace FleetWatch.Alerting.Store;

/// <summary>Whether PostgreSQL is away: what failed then will work later as it is.</summary>
internal static class StoreOutage
{
    /// <summary>SQLSTATE class 57: somebody stops or starts the server.</summary>
    private const string OperatorIntervention = "57P";

    public static bool Is(Exception? e) => e switch
    {
        null => false,
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal),
        NpgsqlException or TimeoutException => true,
        _ => Is(e.InnerException),
    };
}
