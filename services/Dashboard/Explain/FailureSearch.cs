using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Terminals;
using Npgsql;

namespace FleetWatch.Dashboard.Explain;

/// <summary>A failed transaction, and when it was received.</summary>
internal sealed record FoundFailure(DateTimeOffset ReceivedAt, TransactionFailed Failure);

/// <summary>Finds failed transactions by what a person on the phone knows of them.</summary>
internal sealed class FailureSearch(NpgsqlDataSource database)
{
    private const int Most = 20;

    /// <summary>A person's watch and a terminal's clock agree to within this.</summary>
    public static readonly TimeSpan Nearest = TimeSpan.FromHours(2);

    private const string Failed = "select received_at, data from dashboard.event where organisation = $1 and type = 'transaction.failed'";

    /// <summary>One for each terminal that reported a failure of this id.</summary>
    public Task<List<FoundFailure>> ByReference(Sight sight, string reference, string? terminal, CancellationToken ct) => database.Read(
        $"{Failed} and event_id = $2 and ($3::varchar is null or terminal_id = $3) {sight.Terminals(4)} order by received_at desc limit {Most}", Read, ct, sight.With(sight.Organisation, reference, terminal));

    /// <summary>Failures of a terminal within two hours of a time, the nearest first.</summary>
    public Task<List<FoundFailure>> NearTime(Sight sight, string terminal, DateTimeOffset at, CancellationToken ct) => database.Read(
        $"{Failed} and terminal_id = $2 and occurred_at between $3 and $4 {sight.Terminals(6)} order by abs(extract(epoch from occurred_at - $5)) limit {Most}", Read, ct,
        sight.With(sight.Organisation, terminal, at - Nearest, at + Nearest, at));

    /// <summary>A terminal's latest failures, the newest first.</summary>
    public Task<List<FoundFailure>> Latest(Sight sight, string terminal, CancellationToken ct) => database.Read(
        $"{Failed} and terminal_id = $2 {sight.Terminals(3)} order by occurred_at desc limit {Most}", Read, ct, sight.With(sight.Organisation, terminal));

    private static FoundFailure Read(NpgsqlDataReader row) => new(row.GetFieldValue<DateTimeOffset>(0), (TransactionFailed)FleetReads.Event(row.GetString(1)));
}
