using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>The words by which an incident is found. Pure.</summary>
internal static class IncidentWords
{
    private const int LongestWord = 200;
    private const int MostTerms = 8;

    /// <summary>What it is filed under, and the names in it, in small letters.</summary>
    public static string[] Of(string organisation, IncidentView view)
    {
        var finding = view.Finding;
        IEnumerable<string?> names =
        [
            view.Id, finding.Scope.Key, .. finding.Scope.Key.Split('/'), finding.Cause, finding.Place?.Terminal, finding.Place?.Site, finding.Place?.Merchant,
            finding.Place?.Version, finding.Place?.Carrier, finding.Place?.Region, view.AssignedTo, view.AcknowledgedBy, view.EndedBy, .. finding.AffectedTerminals,
        ];
        IEnumerable<string> filed =
        [
            Organisation(organisation), State(view.Standing), Cause(finding.Cause), Kind(finding.Scope.Kind), Severity(finding.Severity),
            .. finding.Notify.Select(Audience), .. finding.Place?.Region is { } region ? [Region(region)] : Array.Empty<string>(),
        ];
        return [.. names.OfType<string>().Where(name => name.Length is > 0 and < LongestWord).Select(name => name.ToLowerInvariant()).Concat(filed).Distinct()];
    }

    public static string Organisation(string organisation) => $"org={organisation}";
    public static string State(Standing standing) => $"state={standing}";
    public static string Cause(string cause) => $"cause={cause}";
    public static string Kind(ScopeKind kind) => $"kind={kind}";
    public static string Severity(Severity severity) => $"severity={severity}";
    public static string Audience(Audience audience) => $"audience={audience}";
    public static string Region(string region) => $"region={region}";

    /// <summary>What somebody typed, as words that an incident's own must begin with.</summary>
    public static IEnumerable<string> Typed(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Take(MostTerms).Select(word => Quoted(word) + ":*");

    /// <summary>A word as PostgreSQL reads it in a query, whatever is in it.</summary>
    public static string Quoted(string word) => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
