using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Dashboard.Reports;

/// <summary>Which reports a person may ask for.</summary>
internal sealed partial class ReportDesk(WeekTables tables, ILogger<ReportDesk> logger)
{
    private const int MostRegions = 500;

    /// <summary>Weeks that are over and of which something is known, the latest first.</summary>
    public async Task<IReadOnlyList<ReportWeek>> Weeks(KnownOrganisation organisation, CancellationToken ct)
    {
        List<ReportWeek> weeks = [];
        if (await tables.Weeks(organisation, ct) is { } known)
            for (var week = known.Last; week.From >= known.First.From; week = week.Previous)
                weeks.Add(week);
        return weeks;
    }

    /// <summary>Regions that the person may see.</summary>
    public async Task<IReadOnlyList<string>> Regions(Person person, CancellationToken ct)
    {
        var all = await tables.Keys(person.Organisation, ReportScopeKind.Region, "", [], MostRegions, ct);
        var only = person.OnlyRegions();
        return only.Count == 0 ? all : [.. all.Where(only.Contains)];
    }

    public async Task<JudgedAsk> Judge(Person person, KnownOrganisation organisation, TypedAsk typed, CancellationToken ct)
    {
        var errors = new Dictionary<string, string>();
        var weeks = await Weeks(organisation, ct);
        if (weeks.Count == 0)
            return new JudgedAsk(null, errors);
        var week = string.IsNullOrEmpty(typed.Week) ? weeks[0] : weeks.FirstOrDefault(one => one.Name == typed.Week);
        if (week is null)
            errors["week"] = "reports.error.week";
        var (scope, field, wrong) = await Scope(person, organisation, typed.Scope, typed.Key, ct);
        if (wrong is not null)
            errors[field] = wrong;
        var language = typed.Language is { } told && Words.Languages.Contains(told) ? told : System.Globalization.CultureInfo.CurrentUICulture.Name;
        return new JudgedAsk(week is not null && scope is not null ? new ReportAsk(week, scope, Words.Languages.Contains(language) ? language : Words.Languages[0]) : null, errors);
    }

    /// <summary>A scope that the person may see, or the field that is wrong and the name of the text that says why.</summary>
    public async Task<(ReportScope? Scope, string Field, string? Error)> Scope(Person person, KnownOrganisation organisation, string? kind, string? key, CancellationToken ct)
    {
        var only = person.OnlyRegions();
        var name = key?.Trim() ?? "";
        switch (kind)
        {
            case "region" when only.Count > 0 && name.Length == 0:
            case null or "" when only.Count > 0:
                return (new ReportScope(ReportScopeKind.Region, only[0]), "", null);
            case "region":
                return (await Regions(person, ct)).Contains(name) ? (new ReportScope(ReportScopeKind.Region, name), "", null) : (null, "key", "reports.error.key");
            case "merchant":
                var found = name.Length == 0 ? [] : await tables.Keys(person.Organisation, ReportScopeKind.Merchant, name, only, 1, ct);
                return found.Contains(name) ? (new ReportScope(ReportScopeKind.Merchant, name), "", null) : (null, "key", "reports.error.key");
            default:
                return only.Count == 0 ? (new ReportScope(ReportScopeKind.Organisation, organisation.Name), "", null) : (null, "scope", "reports.error.scope");
        }
    }

    /// <summary>A page shows that it could not; what happened is here.</summary>
    public void Failed(Exception broken) => LogFailed(broken);

    [LoggerMessage(Level = LogLevel.Error, Message = "A report could not be made")]
    private partial void LogFailed(Exception broken);
}
