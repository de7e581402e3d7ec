using FleetWatch.Contracts;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>Pages of the Dashboard that show what is behind a number.</summary>
/// <param name="dashboard">Its address; null: there are no links.</param>
/// <param name="report">Whose week the pages show.</param>
internal sealed class Links(Uri? dashboard, WeekReport report)
{
    public string? Incident(string id) => To($"incidents/{Uri.EscapeDataString(id)}");

    /// <summary>Failures of the report's terminals in its week, narrowed by what is given.</summary>
    public string? Failures(string? name = null, string? value = null) => Events("failures", name, value);

    /// <summary>Silence of the report's terminals in its week.</summary>
    public string? Silence() => Events("silence", null, null);

    public string? Incidents(string? cause = null) => To($"incidents?{Span()}{(cause is null ? "" : $"&cause={Uri.EscapeDataString(cause)}")}{Whose()}");

    public string? Place(Scope scope) => scope.Kind == ScopeKind.Terminal
        ? To($"terminals/{Uri.EscapeDataString(scope.Key)}?{Span()}")
        : Events("failures", Name(scope.Kind), scope.Key);

    private string? Events(string what, string? name, string? value) =>
        To($"events?type={what}&{Span()}{Whose()}{(name is null || value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}")}");

    private string Span() => $"week={report.Week}";

    private string Whose() => report.Scope.Kind switch
    {
        ReportScopeKind.Merchant => $"&merchant={Uri.EscapeDataString(report.Scope.Key)}",
        ReportScopeKind.Region => $"&region={Uri.EscapeDataString(report.Scope.Key)}",
        _ => "",
    };

    private static string Name(ScopeKind kind) => kind switch
    {
        ScopeKind.CarrierRegion => "carrier-region",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private string? To(string path) => dashboard is null ? null : $"{dashboard.ToString().TrimEnd('/')}/{path}";
}
