using Npgsql;

namespace FleetWatch.Dashboard.Shell;

/// <summary>Tells a database that is away, which passes, from a page that is broken.</summary>
internal static class Outage
{
    // Marten wraps what the database's client throws.
    public static bool Is(Exception broken) => broken is NpgsqlException or TimeoutException || broken.InnerException is { } inner && Is(inner);
}
