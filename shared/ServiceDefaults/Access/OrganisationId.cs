using System.Text.RegularExpressions;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary>How an organisation is named: it becomes a tenant, a routing key and part of a queue's name.</summary>
public static partial class OrganisationId
{
    public const string Rule = "1 to 32 lower-case letters, digits and hyphens, starting with a letter.";

    public static bool IsValid(string? id) => id is not null && Shape().IsMatch(id);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
