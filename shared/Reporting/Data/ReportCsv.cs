using System.Globalization;
using System.Text;
using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Data;

/// <summary>
/// The report as one CSV table (RFC 4180), a line a fact: the part of the report, what it is about, and the numbers; in no language. Amounts are in
/// minor units, one line more for every further currency.
/// </summary>
public static class ReportCsv
{
    private const string Header = "week,scope,part,kind,key,cause,attempts,failures,technical,customers,availableMinutes,silentMinutes,unknownMinutes,missedAttempts,currency,failedMinor,missedMinor";

    public static string Of(WeekReport report)
    {
        var lines = new StringBuilder(Header).Append('\n');
        var whose = $"{report.Scope.Kind.ToString().ToLowerInvariant()}:{report.Scope.Key}";
        void Add(string part, params ReadOnlySpan<object?> cells)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{report.Week},{Quoted(whose)},{part}");
            foreach (var cell in cells)
                lines.Append(',').Append(Quoted(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? ""));
            lines.Append('\n');
        }
        void AddCost(string part, Scope? scope, string cause, object? attempts, object? technical, Cost cost)
        {
            foreach (var money in cost.Amounts.DefaultIfEmpty(new Money("", 0, 0)).Select((money, at) => (money, First: at == 0)))
                Add(part, scope is null ? "" : Kind(scope.Kind), scope?.Key, cause, money.First ? attempts : "", money.First ? cost.Failures : "", money.First ? technical : "",
                    money.First ? cost.Customers : "", "", money.First ? cost.SilentMinutes : "", "", money.First ? cost.MissedAttempts : "", money.money.Currency, money.money.FailedMinor, money.money.MissedMinor);
        }
        var (total, presence) = (report.Failures, report.Availability);
        Add("week", "", "", "", total.Attempts, total.Failures, report.Technical.Failures, "", presence.AvailableMinutes, presence.SilentMinutes, presence.UnknownMinutes, "", "", "", "");
        foreach (var day in report.Days)
            Add("day", "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", day.Attempts, day.Failures, day.Technical, "", day.AvailableMinutes, day.SilentMinutes, day.UnknownMinutes, "", "", "", "");
        foreach (var family in report.Families)
            Add("family", "family", family.Family, "", "", family.Failures, family.Everyday ? 0 : family.Failures, family.Customers, "", "", "", "", "", "", "");
        foreach (var incident in report.Causes.SelectMany(cause => cause.Incidents))
            AddCost("incident", incident.Scope, incident.Cause, "", "", incident.Cost);
        AddCost("unexplained", null, "", "", "", report.Unexplained);
        foreach (var place in report.Sites.Concat(report.Terminals))
            AddCost("place", place.Scope, string.Join(' ', place.Causes), place.Attempts, place.Technical, place.Cost);
        foreach (var version in report.Software.Outdated)
            AddCost("outdated", new Scope(ScopeKind.Version, $"{version.Model}/{version.Version}"), Causes.OutdatedSoftware, version.Attempts, version.Technical, version.Cost);
        foreach (var action in report.Actions)
            AddCost("action", action.Scope, action.Cause, "", "", action.Saves);
        return lines.ToString();
    }

    private static string Kind(ScopeKind kind) => kind == ScopeKind.CarrierRegion ? "carrier-region" : kind.ToString().ToLowerInvariant();

    // A cell that a spreadsheet would take for a formula is kept as text.
    private static string Quoted(string cell)
    {
        var text = cell.Length > 0 && cell[0] is '=' or '+' or '@' ? "'" + cell : cell;
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
