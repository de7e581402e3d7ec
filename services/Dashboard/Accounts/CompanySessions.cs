using FleetWatch.Dashboard.Fleets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Sessions that a company's provider opened. They go on for as long as it confirms them, and for a bounded while when it says nothing.</summary>
internal sealed partial class CompanySessions(NpgsqlDataSource database, CompanyProvider provider, IDataProtectionProvider keys, IOptions<SessionOptions> options, TimeProvider clock,
    ILogger<CompanySessions> logger)
{
    private readonly IDataProtector protector = keys.CreateProtector("company-session");

    /// <summary>Keeps one, and no longer those whose cookies have run out.</summary>
    /// <param name="id">Known to its person's cookie only.</param>
    /// <param name="subject">The person's id at the provider.</param>
    /// <param name="renewal">What the provider confirms it by; null: it does not.</param>
    /// <param name="ct">Ends the attempt.</param>
    public async Task Open(string id, string subject, string? renewal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await Execute("delete from dashboard.company_session where confirmed_at < $1", ct, now - SessionOptions.Age - options.Value.Unconfirmed);
        await Execute("insert into dashboard.company_session (session_id, subject, renewal, asked_at, confirmed_at) values ($1, $2, $3, $4, $4)", ct,
            id, subject, renewal is null ? null : protector.Protect(renewal), now);
    }

    public Task End(string id, CancellationToken ct) => Execute("delete from dashboard.company_session where session_id = $1", ct, id);

    public async Task<bool> Lasts(string id, Person person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Find(id, ct) is not { } kept)
            return false;
        // From here on nothing is given up halfway: many providers take a renewal only once.
        var said = kept.Renewal is not null && await IsOurs(id, kept.AskedAt, now, ct)
            ? await provider.Renew(kept.Subject, protector.Unprotect(kept.Renewal))
            : new Unheard();
        switch (said)
        {
            case Confirmed confirmed when confirmed.Person?.MayTheSameAs(person) != false:
                await Execute("update dashboard.company_session set renewal = coalesce($2, renewal), confirmed_at = $3 where session_id = $1", CancellationToken.None,
                    id, confirmed.Renewal is null ? null : protector.Protect(confirmed.Renewal), now);
                return true;
            case Unheard when now - kept.ConfirmedAt < options.Value.Unconfirmed:
                return true;
            default:
                LogEnded(said.GetType().Name);
                await End(id, CancellationToken.None);
                return false;
        }
    }

    // One asks, and the others go by what is known: other pages of the session, other instances.
    private async Task<bool> IsOurs(string id, DateTimeOffset askedAt, DateTimeOffset now, CancellationToken ct) => now - askedAt >= options.Value.RenewEvery
        && await Execute("update dashboard.company_session set asked_at = $3 where session_id = $1 and asked_at = $2", ct, id, askedAt, now) == 1;

    private async Task<Kept?> Find(string id, CancellationToken ct) => (await database.Read(
        "select subject, renewal, asked_at, confirmed_at from dashboard.company_session where session_id = $1",
        row => new Kept(row.GetString(0), row.Text(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3)), ct, id)).SingleOrDefault();

    private async Task<int> Execute(string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(Rows.Parameters(values));
        return await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A session that a company's provider opened has ended, for the provider's answer was {Answer}")]
    private partial void LogEnded(string answer);

    private sealed record Kept(string Subject, string? Renewal, DateTimeOffset AskedAt, DateTimeOffset ConfirmedAt);
}
