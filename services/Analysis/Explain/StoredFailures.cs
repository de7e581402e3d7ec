using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using Npgsql;
using static FleetWatch.Analysis.Storage.Query;

namespace FleetWatch.Analysis.Explain;

/// <summary>A failure as it is stored.</summary>
/// <param name="Sequence">Its place among all events of the store: what came in at that time lies around it.</param>
/// <param name="ReceivedAt">When it was received, in the feed's own time.</param>
/// <param name="Failure">What was reported.</param>
internal sealed record StoredFailure(long Sequence, DateTimeOffset ReceivedAt, TransactionFailed Failure);

/// <summary>
/// Finds failures by what a person knows of them. With a terminal, in its stream, which is
/// indexed. By the event's id alone, among the newest events only: an index for it would be paid for by every append.
/// </summary>
internal sealed class StoredFailures(NpgsqlDataSource database)
{
    /// <summary>How many of the newest events of the store are searched for an id alone.</summary>
    public const int Newest = 500_000;

    /// <summary>A person's watch and a terminal's clock agree to within this.</summary>
    public static readonly TimeSpan Nearest = TimeSpan.FromHours(2);

    private static readonly TimeSpan SentLate = TimeSpan.FromDays(2);
    private static readonly string Alias = EventKind.For<TransactionFailed>().Alias;

    private const string Columns = "select seq_id, timestamp, data from analysis.mt_events where tenant_id = $1 and type = $2";

    public async Task<StoredFailure?> Find(string organisation, string terminalId, string eventId, CancellationToken ct)
    {
        var found = await Read($"{Columns} and stream_id = $3 and data ->> 'id' = $4", organisation, ct, Text(Streams.OfTerminal(terminalId)), Text(eventId));
        return found.Count == 0 ? null : found[0];
    }

    /// <returns>One for each terminal that reported an event of this id lately.</returns>
    public Task<IReadOnlyList<StoredFailure>> FindLately(string organisation, string eventId, CancellationToken ct) =>
        Read($"{Columns} and data ->> 'id' = $3 and seq_id > (select last_value from analysis.mt_events_sequence) - {Newest} order by seq_id limit 10",
            organisation, ct, Text(eventId));

    /// <returns>The failure of the terminal that is nearest to that time, within <see cref="Nearest"/>; null where there is none.</returns>
    public async Task<StoredFailure?> FindNear(string organisation, string terminalId, DateTimeOffset at, CancellationToken ct)
    {
        var near = await Read($"{Columns} and stream_id = $3 and timestamp between $4 and $5 order by version", organisation, ct,
            Text(Streams.OfTerminal(terminalId)), Time(at - Nearest), Time(at + SentLate));
        return near.Where(one => Apart(one, at) <= Nearest).MinBy(one => Apart(one, at));
    }

    private static TimeSpan Apart(StoredFailure one, DateTimeOffset at) => (one.Failure.OccurredAt - at).Duration();

    private async Task<IReadOnlyList<StoredFailure>> Read(string sql, string organisation, CancellationToken ct, params NpgsqlParameter[] more)
    {
        await using var command = Of(database, sql, [Text(organisation), Text(Alias), .. more]);
        List<StoredFailure> found = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            found.Add(new StoredFailure(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1),
                (TransactionFailed)EventKind.Read(Alias, reader.GetFieldValue<byte[]>(2))));
        return found;
    }
}
