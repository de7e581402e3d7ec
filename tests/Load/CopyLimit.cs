using System.Diagnostics;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using Npgsql;

namespace FleetWatch.Load;

/// <summary>
/// How fast PostgreSQL takes the same rows by binary COPY into the same table with the same indexes and keys, and nothing else to
/// do: no stream versions, no duplicate check, no other process at work. The rows are prepared beforehand.
/// </summary>
internal sealed class CopyLimit(NpgsqlDataSource database)
{
    private const int RowsPerTransaction = 5_000;
    private const string Tenant = "copy-limit";

    /// <returns>Rows a second.</returns>
    public async Task<double> Measure(int writers, int transactions, int terminals, bool checkKeys, CancellationToken ct)
    {
        var parts = new ReadOnlyMemory<byte>[writers][];
        for (var writer = 0; writer < writers; writer++)
            parts[writer] = await Prepare(transactions, terminals, ct);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(parts.Select(part => Copy(part, checkKeys, ct)));
        return (double)writers * transactions * RowsPerTransaction / watch.Elapsed.TotalSeconds;
    }

    private async Task<ReadOnlyMemory<byte>[]> Prepare(int transactions, int terminals, CancellationToken ct)
    {
        var sequences = await Sequences(transactions * RowsPerTransaction, ct);
        var tenant = $"{Tenant}-{Guid.NewGuid():N}";
        await Streams(tenant, terminals, ct);
        return [.. Enumerable.Range(0, transactions).Select(number => Rows(tenant, number, sequences, terminals))];
    }

    private static ReadOnlyMemory<byte> Rows(string tenant, int number, long[] sequences, int terminals)
    {
        var rows = new EventRows(tenant);
        var first = number * RowsPerTransaction;
        for (var at = first; at < first + RowsPerTransaction; at++)
        {
            var failure = Failure(at, terminals);
            rows.Add(Analysis.Storage.Streams.OfTerminal(failure.TerminalId), StoredId.OfEvent(tenant, failure), failure, failure.OccurredAt, null);
        }
        rows.End();
        // Versions count up from a step of their own, so that no two transactions share one.
        long[] versions = [.. rows.Counts.Select(count => (long)first + count)];
        return rows.Numbered(sequences[first..(first + RowsPerTransaction)], versions);
    }

    private static TransactionFailed Failure(int number, int terminals) => new()
    {
        Id = number.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        TerminalId = Body.TerminalId(number % terminals),
        OccurredAt = At(number),
        SentAt = At(number),
        ResponseCode = "91",
        EntryMode = "05",
        Bin = "62002202",
        CardRef = "c9f3a1c5e2b10",
        AmountMinor = 12_900,
        Currency = "CNY",
        LatencyMs = 9_310,
        SoftwareVersion = "3.2.4",
        Carrier = "cmcc",
    };

    // As far apart as those that are posted at the rate that is aimed at.
    private static DateTimeOffset At(int number) => new DateTimeOffset(2026, 11, 5, 3, 0, 0, TimeSpan.Zero).AddMicroseconds(50L * number);

    private async Task Copy(ReadOnlyMemory<byte>[] parts, bool checkKeys, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var role = new NpgsqlCommand($"set session_replication_role = {(checkKeys ? "origin" : "replica")}", connection);
        await role.ExecuteNonQueryAsync(ct);
        foreach (var part in parts)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy analysis.mt_events ({EventRows.Columns}) from stdin (format binary)", ct);
            await copy.WriteAsync(part, ct);
        }
    }

    private async Task<long[]> Sequences(int count, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select array(select nextval('analysis.mt_events_sequence') from generate_series(1, $1))");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        return (long[])(await command.ExecuteScalarAsync(ct))!; // array() always answers
    }

    private async Task Streams(string tenant, int terminals, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            insert into analysis.mt_streams (tenant_id, id, version) select $1, 'terminal/T' || lpad(i::text, 6, '0'), 0 from generate_series(0, $2 - 1) i
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = terminals });
        await command.ExecuteNonQueryAsync(ct);
    }
}
