using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;
using Npgsql;

namespace FleetWatch.Alerting.Store;

/// <summary>
/// One transaction at a time for each organisation's incidents: whoever decides sees what was decided before, whichever process
/// did it, and no append ever fails on another's. Decisions are few and short; sending happens outside of them.
/// </summary>
internal sealed class IncidentTransactions(IDocumentStore store)
{
    /// <summary>Begins one and waits for its turn. Nothing is kept unless the session's changes are saved.</summary>
    public async Task<IDocumentSession> Begin(string organisation, CancellationToken ct)
    {
        var session = store.LightweightSession(organisation);
        try
        {
            await session.BeginTransactionAsync(ct);
            await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 20))");
            wait.Parameters.AddWithValue($"alerting/{organisation}");
            await session.ExecuteAsync(wait, ct);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}

/// <summary>How events of incidents get into their streams.</summary>
internal static class IncidentStreams
{
    /// <param name="session">Of the organisation.</param>
    /// <param name="events">Of any incidents, in their order.</param>
    /// <param name="cause">W3C trace context of what led to them; the relay goes on from there.</param>
    public static void Append(this IDocumentSession session, IEnumerable<IncidentEvent> events, string? cause)
    {
        foreach (var stream in events.GroupBy(happened => happened.IncidentId))
        {
            session.Events.Append(IncidentId.Stream(stream.Key), stream.Select(happened =>
            {
                var stored = session.Events.BuildEvent(happened);
                stored.CausationId = cause;
                return stored;
            }).ToArray<object>());
        }
    }
}
