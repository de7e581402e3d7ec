using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>Pages of the Dashboard that show what is behind a number.</summary>
/// <param name="dashboard">Its address; null: there are no links.</param>
/// <param name="report">Whose week the pages show.</param>
internal sealed class Links(Uri? dashboard, WeekReport report)
{
    public string? Incident(string id) => To($"incidents/{Uri.EscapeDataString(id)}");

    /// <summary>Failures of the report's terminals in its week, of one kind where it is given.</summary>
    public string? Failures(string? family = null) => Events("transaction.failed", null) is { } all ? all + (family is null ? "" : $"&family={Uri.EscapeDataString(family)}") : null;

    /// <summary>All that the report's terminals sent in its week: silence is what is missing there.</summary>
    public string? Heard() => Events(null, null);

    /// <summary>Incidents of every state that lasted in the week, of the report's region where it is of one, of one cause where it is given.</summary>
    public string? Incidents(string? cause = null) => To("incidents?state=all" + (cause is null ? "" : $"&cause={Uri.EscapeDataString(cause)}")
        + (report.Scope.Kind == ReportScopeKind.Region ? $"&region={Uri.EscapeDataString(report.Scope.Key)}" : "") + $"&from={Moment(report.From)}&until={Moment(report.To)}");

    /// <summary>The place's own page; where there is none, the incidents that name it.</summary>
    public string? Place(Scope scope) => scope.Kind switch
    {
        ScopeKind.Version => To($"versions/{string.Join('/', scope.Key.Split('/').Select(Uri.EscapeDataString))}"),
        _ when HasPage(scope) => To($"{Name(scope.Kind)}s/{Uri.EscapeDataString(scope.Key)}"),
        _ => Naming(scope),
    };

    public string? FailuresAt(Scope scope) => HasPage(scope) ? Events("transaction.failed", scope) : Naming(scope);

    public string? HeardAt(Scope scope) => HasPage(scope) ? Events(null, scope) : Naming(scope);

    private string? Events(string? type, Scope? of)
    {
        var whose = of is null && report.Scope.Kind == ReportScopeKind.Region ? $"&region={Uri.EscapeDataString(report.Scope.Key)}"
            : report.Scope.Kind == ReportScopeKind.Merchant && of?.Kind != ScopeKind.Merchant ? $"&merchant={Uri.EscapeDataString(report.Scope.Key)}" : "";
        return To($"events?from={Moment(report.From)}&until={Moment(report.To)}{(type is null ? "" : $"&type={type}")}{whose}"
            + (of is null ? "" : $"&{Name(of.Kind)}={Uri.EscapeDataString(of.Key)}"));
    }

    private string? Naming(Scope scope) => To($"incidents?state=all&kind={scope.Kind}&text={Uri.EscapeDataString(scope.Key)}");

    private static bool HasPage(Scope scope) =>
        scope.Kind is ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant or ScopeKind.Version or ScopeKind.Issuer;

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Name(ScopeKind kind) => kind.ToString().ToLowerInvariant();

    private string? To(string path) => dashboard is null ? null : $"{dashboard.ToString().TrimEnd('/')}/{path}";
}
