using System.Security.Claims;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Who looks at a page, and at whose fleet. Pages get it as a cascading parameter.</summary>
internal sealed record Person
{
    public const string OrganisationClaim = "organisation";
    public const string RegionClaim = "region";
    public const string AccountClaim = "account";
    public const string SessionClaim = "session";

    /// <summary>Names the person in the audit log and in what they do to incidents.</summary>
    public required string Name { get; init; }
    public required string Organisation { get; init; }

    /// <summary>One of <see cref="Roles.All"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The regions that a technician is limited to; empty: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The id of the local account; null: a company's provider let the person in.</summary>
    public string? Account { get; init; }

    /// <summary>The id of the session that a company's provider opened; null: a local account did.</summary>
    public string? Session { get; init; }

    /// <summary>What the person may see and work on: regions limit technicians.</summary>
    public Sight Sight => new(Organisation, Role == Roles.Technician ? Regions : []);

    /// <summary>Whether the person has at least this role.</summary>
    public bool May(string role) => Roles.All.ToList().IndexOf(Role) >= Roles.All.ToList().IndexOf(role);

    public bool MayTheSameAs(Person other) => Role == other.Role && Organisation == other.Organisation && Regions.Order().SequenceEqual(other.Regions.Order());

    public static Person Of(Account account) =>
        new() { Name = account.Name, Organisation = account.Organisation, Role = account.Role, Regions = account.Regions, Account = account.Id };

    /// <summary>Null: nobody is signed in.</summary>
    public static Person? Of(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true
        && user.FindFirstValue(OrganisationClaim) is { } organisation && user.FindFirstValue(ClaimTypes.Role) is { } role
        ? new Person
        {
            Name = user.Identity.Name ?? "?",
            Organisation = organisation,
            Role = role,
            Regions = [.. user.FindAll(RegionClaim).Select(claim => claim.Value)],
            Account = user.FindFirstValue(AccountClaim),
            Session = user.FindFirstValue(SessionClaim),
        }
        : null;

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.Name, Name),
        new Claim(OrganisationClaim, Organisation),
        new Claim(ClaimTypes.Role, Role),
        .. Regions.Select(region => new Claim(RegionClaim, region)),
        .. Account is null ? [] : (Claim[])[new Claim(AccountClaim, Account)],
        .. Session is null ? [] : (Claim[])[new Claim(SessionClaim, Session)],
    ], scheme));
}
