using Marten;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>The local accounts in the store.</summary>
internal sealed class AccountBook(IDocumentStore store)
{
    public async Task<Account?> Find(string name, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        return name.Length is 0 or > 128 ? null : await session.LoadAsync<Account>(Account.IdOf(name), ct);
    }

    public async Task Save(Account account, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Store(account);
        await session.SaveChangesAsync(ct);
    }
}
