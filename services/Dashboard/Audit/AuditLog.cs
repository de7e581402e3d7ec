using FleetWatch.Dashboard.Accounts;
using Marten;

namespace FleetWatch.Dashboard.Audit;

/// <summary>Every action of a person is written here, in its organisation.</summary>
internal sealed class AuditLog(IDocumentStore store, TimeProvider clock)
{
    public async Task Write(Person person, string act, string subject, string? detail, CancellationToken ct)
    {
        await using var session = store.LightweightSession(person.Organisation);
        session.Insert(Entry(person, act, subject, detail));
        await session.SaveChangesAsync(ct);
    }

    /// <summary>For an action that is stored in a transaction of its own: put it into the same session.</summary>
    public AuditEntry Entry(Person person, string act, string subject, string? detail) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        At = clock.GetUtcNow(),
        By = person.Name,
        Act = act,
        Subject = subject,
        Detail = detail,
    };

    public async Task<IReadOnlyList<AuditEntry>> Newest(string organisation, int count, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        return await session.Query<AuditEntry>().OrderByDescending(entry => entry.At).Take(count).ToListAsync(ct);
    }
}
