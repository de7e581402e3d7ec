using System.Runtime.CompilerServices;
using System.Text.Json;
using FleetWatch.Analysis.Steps;
using FleetWatch.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace FleetWatch.Analysis.Storage;

/// <summary>One step as the log gives it back.</summary>
internal sealed record LoggedStep(long Number, IReadOnlyList<Fed> Fed);

/// <summary>Reads the log since a checkpoint, with the events that the terminals' streams hold put back in their places.</summary>
internal sealed class StepLog(NpgsqlDataSource database)
{
    private const string Entries = """
        select step, first_seq, last_seq, fed from analysis.step_log where organisation = $1 and step > $2 order by step limit 200
        """;

    private const string TerminalEvents = """
        select type, data from analysis.mt_events
        where tenant_id = $1 and seq_id between $2 and $3 and type = any($4) order by seq_id
        """;

    /// <exception cref="InvalidDataException">An entry is damaged, or of a format that this build does not know.</exception>
    public async IAsyncEnumerable<LoggedStep> ReadAfter(string organisation, long step, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        while (await Page(connection, organisation, step, ct) is { Count: > 0 } page)
        {
            var stored = await Stored(connection, organisation, page, ct);
            foreach (var entry in page)
                yield return new LoggedStep(entry.Step, [.. StepLogReader.Read(entry.Fed).Select(fed => Complete(fed, stored))]);
            if (stored.Count > 0)
                throw new InvalidDataException($"The streams of {organisation} hold {stored.Count} events that no entry of the log names.");
            step = page[^1].Step;
        }
    }

    private static async Task<List<Entry>> Page(NpgsqlConnection connection, string organisation, long after, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Entries, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = organisation }, new NpgsqlParameter<long> { TypedValue = after } },
        };
        List<Entry> page = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            page.Add(new Entry(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2),
                reader.GetFieldValue<byte[]>(3)));
        return page;
    }

    private static async Task<Queue<TerminalEvent>> Stored(NpgsqlConnection connection, string organisation, List<Entry> page, CancellationToken ct)
    {
        Queue<TerminalEvent> stored = [];
        if (page.Min(entry => entry.FirstSequence) is not { } first || page.Max(entry => entry.LastSequence) is not { } last)
            return stored;
        await using var command = new NpgsqlCommand(TerminalEvents, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = organisation },
                new NpgsqlParameter<long> { TypedValue = first },
                new NpgsqlParameter<long> { TypedValue = last },
                new NpgsqlParameter { Value = EventKind.TerminalEventAliases, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            stored.Enqueue(Read(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return stored;
    }

    private static TerminalEvent Read(string alias, byte[] json) =>
        (TerminalEvent?)JsonSerializer.Deserialize(json, EventKind.Of(alias).Json) ?? throw new InvalidDataException("A stored event is empty.");

    private static Fed Complete(Fed fed, Queue<TerminalEvent> stored) => fed is FedEvents batch
        ? batch with { Events = [.. batch.Events.Select(folded => folded ?? Next(stored))] }
        : fed;

    private static TerminalEvent Next(Queue<TerminalEvent> stored) => stored.TryDequeue(out var next)
        ? next
        : throw new InvalidDataException("The log names more events than the streams hold.");

    private sealed record Entry(long Step, long? FirstSequence, long? LastSequence, byte[] Fed);
}
