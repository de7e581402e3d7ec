using Microsoft.AspNetCore.Identity;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>A person who may sign in with a password, as it is kept.</summary>
internal sealed record Account
{
    /// <summary>The name in lower case: what is typed to sign in, unique in the installation.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Organisation { get; init; }

    /// <summary>One of <see cref="Roles.All"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The regions that a technician is limited to; empty: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public required string PasswordHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    private static readonly PasswordHasher<string> Hasher = new();

    public static string IdOf(string name) => name.Trim().ToLowerInvariant();

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Takes as long for a name that nobody has, so that the time does not tell which names there are.</summary>
    public static bool Opens(Account? account, string password)
    {
        var right = Hasher.VerifyHashedPassword("", account?.PasswordHash ?? Nobody, password) != PasswordVerificationResult.Failed;
        return right && account is { DisabledAt: null };
    }

    /// <summary>Whether a session that was opened for this person may go on: not when the account was disabled or says something else by now.</summary>
    public bool Lets(Person person) => DisabledAt is null && Person.Of(this).MayTheSameAs(person);

    private static readonly string Nobody = Hash(Guid.NewGuid().ToString());
}
