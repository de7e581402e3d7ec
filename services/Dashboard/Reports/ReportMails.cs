using FleetWatch.Dashboard.Fleets;
using Npgsql;

namespace FleetWatch.Dashboard.Reports;

/// <summary>How far a mail has come.</summary>
internal enum MailState
{
    /// <summary>Due, and waiting for its (next) attempt.</summary>
    Queued,

    /// <summary>Claimed for an attempt, of which nobody has told the end.</summary>
    Sending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>One mail: what is due, or was sent.</summary>
internal sealed record ReportMailRow(Guid Subscription, string Week)
{
    public required MailState State { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required int Attempts { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? Error { get; init; }
}

/// <summary>The mails in the database: each step is one statement that only succeeds from the step before, whoever else is at it.</summary>
internal sealed class ReportMails(NpgsqlDataSource database)
{
    private const string Columns = "subscription_id, week, state, due_at, attempts, done_at, error";

    /// <summary>Puts down that they are due; those that are known already stay as they are.</summary>
    public async Task Queue(string organisation, IReadOnlyList<(Guid Subscription, DueReport Due)> due, CancellationToken ct)
    {
        if (due.Count > 0)
            await Run("""
                insert into dashboard.report_mail (organisation, subscription_id, week, state, due_at, next_at, attempts)
                select $1, s, w, 'Queued', d, d, 0 from unnest($2::uuid[], $3::varchar[], $4::timestamptz[]) as t (s, w, d) on conflict do nothing
                """, ct, organisation, due.Select(one => one.Subscription).ToArray(), due.Select(one => one.Due.Week.Name).ToArray(), due.Select(one => one.Due.At.UtcDateTime).ToArray());
    }

    /// <summary>Those whose attempt is due, the oldest first; among them those whose claim is so old that whoever made it must be dead.</summary>
    public Task<List<ReportMailRow>> Waiting(string organisation, DateTimeOffset now, CancellationToken ct) => database.Read(
        $"select {Columns} from dashboard.report_mail where organisation = $1 and state in ('Queued', 'Sending') and next_at <= $2 order by due_at, subscription_id", Row, ct, organisation, now);

    /// <summary>The latest of each subscription.</summary>
    public Task<List<ReportMailRow>> Latest(string organisation, CancellationToken ct) => database.Read(
        $"select distinct on (subscription_id) {Columns} from dashboard.report_mail where organisation = $1 order by subscription_id, due_at desc", Row, ct, organisation);

    /// <summary>Claims an attempt before it is made. False: somebody else was faster.</summary>
    /// <param name="organisation">Whose.</param>
    /// <param name="mail">As it was seen.</param>
    /// <param name="until">Until then nobody else takes it for abandoned.</param>
    /// <param name="ct">Ends the wait for PostgreSQL.</param>
    public async Task<bool> Claim(string organisation, ReportMailRow mail, DateTimeOffset until, CancellationToken ct) => await Run("""
        update dashboard.report_mail set state = 'Sending', attempts = attempts + 1, next_at = $6
        where organisation = $1 and subscription_id = $2 and week = $3 and state = $4 and attempts = $5
        """, ct, organisation, mail.Subscription, mail.Week, mail.State.ToString(), mail.Attempts, until.UtcDateTime) == 1;

    /// <summary>What became of the claimed attempt. Whoever lost the claim in the meantime changes nothing.</summary>
    public Task Settle(string organisation, ReportMailRow claimed, MailState state, DateTimeOffset nextAt, string? error, DateTimeOffset now, CancellationToken ct) => Run("""
        update dashboard.report_mail set state = $4, next_at = $6, error = $7, done_at = case when $4 = 'Queued' then null else $8::timestamptz end
        where organisation = $1 and subscription_id = $2 and week = $3 and attempts = $5 and state = 'Sending'
        """, ct, organisation, claimed.Subscription, claimed.Week, state.ToString(), claimed.Attempts, nextAt.UtcDateTime, (object?)error ?? DBNull.Value, now.UtcDateTime);

    /// <summary>The subscription was stopped: what was still waiting is not sent.</summary>
    public Task Forget(string organisation, Guid subscription, CancellationToken ct) =>
        Run("delete from dashboard.report_mail where organisation = $1 and subscription_id = $2 and state in ('Queued', 'Sending')", ct, organisation, subscription);

    private static ReportMailRow Row(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1))
    {
        State = Enum.Parse<MailState>(row.GetString(2)),
        DueAt = row.GetFieldValue<DateTimeOffset>(3),
        Attempts = row.GetInt32(4),
        DoneAt = row.Time(5),
        Error = row.Text(6),
    };

    private async Task<int> Run(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
