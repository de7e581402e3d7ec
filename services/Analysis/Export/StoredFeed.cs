using System.Runtime.CompilerServices;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using Npgsql;
using static FleetWatch.Analysis.Storage.Query;

namespace FleetWatch.Analysis.Export;

/// <summary>
/// The events of a span as a feed that can be replayed: what the streams keep in the order in which it arrived, and between it what was
/// folded into hourly lines, unfolded. Reads the whole span by the time of arrival, which no index holds: an export is rare and large.
/// </summary>
internal sealed class StoredFeed(NpgsqlDataSource database)
{
    private const string Span = """
        select type, data, timestamp, bool_or(type = $5 and (data ->> 'approvals')::int > 0 and (data ->> 'heartbeats')::int > 0) over (partition by stream_id) as counts
        from analysis.mt_events
        where tenant_id = $1 and ((type = any($4) and timestamp >= $2 and timestamp < $3)
            or (type = $5 and (data ->> 'hour')::timestamptz >= $2 and (data ->> 'hour')::timestamptz < $3))
        order by case when type = $5 then (data ->> 'hour')::timestamptz else timestamp end, seq_id
        """;

    private const string Latest = "select timestamp from analysis.mt_events where tenant_id = $1 order by seq_id desc limit 1";

    /// <summary>A terminal's line of an hour is written with its first event after it: of a shop that closed, the next morning.</summary>
    private static readonly TimeSpan LinesComplete = TimeSpan.FromHours(24);

    /// <summary>Ends a day before the newest event: a last hour without its line would look like a silence.</summary>
    public async IAsyncEnumerable<TerminalEvent> Read(string organisation, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await WholeUntil(organisation, ct) is not { } whole)
            yield break;
        await using var command = Of(database, Span, Text(organisation), Time(from), Time(to < whole ? to : whole), Texts(EventKind.TerminalEventAliases), Text(EventKind.For<HourlyActivity>().Alias));
        command.CommandTimeout = 0; // However long a month takes: the caller's token ends it.
        var folded = new PriorityQueue<TerminalEvent, DateTimeOffset>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var stored = EventKind.Read(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            var at = stored is HourlyActivity line ? line.Hour : reader.GetFieldValue<DateTimeOffset>(2);
            while (folded.TryPeek(out _, out var due) && due <= at)
                yield return folded.Dequeue();
            if (stored is HourlyActivity hour)
                folded.EnqueueRange(FoldedHour.Unfold(hour, reader.GetBoolean(3)).Select(one => (one, one.OccurredAt)));
            else
                yield return (TerminalEvent)stored;
        }
        while (folded.TryDequeue(out var last, out _))
            yield return last;
    }

    private async Task<DateTimeOffset?> WholeUntil(string organisation, CancellationToken ct)
    {
        await using var command = Of(database, Latest, Text(organisation));
        if (await command.ExecuteScalarAsync(ct) is not DateTime latest)
            return null;
        var told = latest - LinesComplete;
        return new DateTimeOffset(told.Year, told.Month, told.Day, told.Hour, 0, 0, TimeSpan.Zero);
    }
}
