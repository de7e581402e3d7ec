using System.Diagnostics;
using FleetWatch.Contracts;
using Marten;
using Npgsql;

namespace FleetWatch.Ingest.Registry;

/// <summary>Reads and writes one organisation's registry. Its writers take turns, so that what was decided still holds when it is stored.</summary>
internal sealed class RegistryBook(IDocumentStore store, IngestMetrics metrics)
{
    public async Task<RegisteredTerminal?> Find(string organisation, string terminalId, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        return await session.LoadAsync<RegisteredTerminal>(terminalId, ct);
    }

    /// <summary>Loads, decides and appends in one transaction.</summary>
    /// <param name="organisation">Whose registry.</param>
    /// <param name="terminalIds">Which terminals the decision is about, each once.</param>
    /// <param name="decide">The decision on one of them; null: nothing happens.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What happened, without what did not.</returns>
    public async Task<IReadOnlyList<RegistryEvent>> Change(string organisation, IReadOnlyCollection<string> terminalIds,
        Func<string, RegisteredTerminal?, RegistryEvent?> decide, CancellationToken ct)
    {
        await using var session = store.LightweightSession(organisation);
        session.CausationId = Activity.Current?.Id;
        await TakeTurn(session, organisation, ct);
        var current = (await session.LoadManyAsync<RegisteredTerminal>(ct, terminalIds)).ToDictionary(terminal => terminal.Id);
        var changes = terminalIds.Select(id => decide(id, current.GetValueOrDefault(id))).OfType<RegistryEvent>().ToList();
        foreach (var change in changes)
        {
            session.Events.Append(RegisteredTerminal.Stream(change.TerminalId), change);
            session.Store(RegisteredTerminal.After(current.GetValueOrDefault(change.TerminalId), change));
        }
        await session.SaveChangesAsync(ct);
        foreach (var kind in changes.GroupBy(Kind))
            metrics.Changed(kind.Key, kind.Count());
        return changes;
    }

    private static async Task TakeTurn(IDocumentSession session, string organisation, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))");
        turn.Parameters.Add(new NpgsqlParameter { Value = $"fleetwatch-registry/{organisation}" });
        await session.ExecuteAsync(turn, ct);
    }

    private static string Kind(RegistryEvent change) => change switch
    {
        TerminalRegistered => "registered",
        TerminalChanged => "changed",
        TerminalRetired => "retired",
        _ => throw new UnreachableException(),
    };
}
