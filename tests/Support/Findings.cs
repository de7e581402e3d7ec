using FleetWatch.Contracts;

namespace FleetWatch.Support;

/// <summary>Findings to test with: a site whose router is dead, unless said otherwise.</summary>
internal static class Findings
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    public static Finding Finding(string id = "f-1", string cause = Causes.SiteNetwork, ScopeKind kind = ScopeKind.Site, string key = "S0007",
        Severity severity = Severity.Major, bool page = true, int terminals = 14, DateTimeOffset? openedAt = null) => new()
        {
            FindingId = id,
            Organisation = "acme",
            Cause = cause,
            Scope = new Scope(kind, key),
            StartedAt = (openedAt ?? Noon) - TimeSpan.FromMinutes(4),
            OpenedAt = openedAt ?? Noon,
            Severity = severity,
            Page = page,
            Notify = [Audience.NetworkOperations, Audience.Merchant],
            Confidence = 0.94,
            Evidence = new Evidence { Failures = terminals * 3, Expected = 0.4, DistinctTerminals = terminals },
            AffectedTerminals = [.. Enumerable.Range(1, terminals).Select(n => $"T{n:000000}")],
            AffectedTerminalCount = terminals,
        };

    public static FindingOpened Opened(Finding finding, DateTimeOffset? at = null) =>
        new() { FindingId = finding.FindingId, Organisation = finding.Organisation, At = at ?? finding.OpenedAt, Finding = finding };

    public static FindingGrew Grew(Finding finding, double minutes) =>
        new() { FindingId = finding.FindingId, Organisation = finding.Organisation, At = Noon.AddMinutes(minutes), Finding = finding };

    public static FindingClosed Closed(string id, double minutes, FindingEnd end = FindingEnd.Recovered, string? absorbedBy = null) =>
        new() { FindingId = id, Organisation = "acme", At = Noon.AddMinutes(minutes), End = end, AbsorbedBy = absorbedBy };
}
