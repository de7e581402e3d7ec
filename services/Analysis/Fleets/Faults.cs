using System.Text.Json;
using Npgsql;

namespace FleetWatch.Analysis.Fleets;

/// <summary>Tells a message that can never be committed from a world that is broken for the moment.</summary>
internal static class Faults
{
    /// <summary>
    /// True only where the message itself is to blame: anything else is tried again until it works, for a healthy message must never
    /// be parked because a server is away, full or misconfigured.
    /// </summary>
    public static bool IsOfTheMessage(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState[..2] is "22" or "23" or "54",
        NpgsqlException or ObjectDisposedException or IOException or TimeoutException or OperationCanceledException => false,
        InvalidDataException or JsonException or ArgumentException or FormatException or OverflowException or NotSupportedException
            or KeyNotFoundException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException => true,
        _ => false,
    };
}
