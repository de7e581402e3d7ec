using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>What every part of the writing needs: the report, the reader's words and numbers, and where links lead.</summary>
internal sealed class Parts(WeekReport report, Words words, Uri? dashboard)
{
    // Sites of the same name are told apart by their ids.
    private readonly Dictionary<Scope, string> _names = report.Names.ToDictionary(one => one.Scope, one => one.Scope.Kind == ScopeKind.Site
        && report.Names.Any(other => other.Scope.Kind == ScopeKind.Site && other.Site == one.Site && other.Scope != one.Scope) ? $"{one.Site} ({one.Scope.Key})" : one.Site);

    public WeekReport Report => report;
    public Words Words => words;
    public Numbers Numbers { get; } = new(words);
    public Links Links { get; } = new(dashboard, report);

    public string Title() => words.Say("title", ("whose", Whose()), ("week", report.Week));

    public string Subtitle() => words.Say("subtitle", ("from", Day(DateOnly.FromDateTime(Local(report.From).Date))),
        ("to", Day(DateOnly.FromDateTime(Local(report.To.AddTicks(-1)).Date))), ("zone", report.TimeZone), ("hours", report.Hours),
        ("terminals", Numbers.Count(report.Fleet.Terminals)), ("sites", Numbers.Count(report.Fleet.Sites)), ("merchants", Numbers.Count(report.Fleet.Merchants)));

    public string Day(DateOnly day) => day.ToString(words.Say("format.day"), words.Culture);

    public string Moment(DateTimeOffset at) => Local(at).ToString(words.Say("format.moment"), words.Culture);

    /// <summary>A place as people call it. A merchant's reader is not told of other places than its own; scopes of its report are wide or its own.</summary>
    public string Place(Scope scope) => !_names.TryGetValue(scope, out var site) ? words.Place(scope)
        : scope.Kind == ScopeKind.Terminal ? words.Say("place.terminal", ("terminal", words.Place(scope)), ("site", site))
        : site;

    /// <summary>The same in a table whose heading says what kind of place it is.</summary>
    public string ShortPlace(Scope scope) => !_names.TryGetValue(scope, out var site) ? scope.Key
        : scope.Kind == ScopeKind.Terminal ? words.List([scope.Key, site])
        : site;

    public string Causes(IEnumerable<string> causes) => words.List(causes.Select(cause => words.Cause(cause)));

    /// <summary>Cells that every table of costs ends with.</summary>
    public IEnumerable<Cell> CostCells(Cost cost, string? failures, string? silence) =>
    [
        new(cost.Failures == 0 ? words.Say("none") : words.Say("cost.failures", ("failures", Numbers.Count(cost.Failures)), ("customers", Numbers.Count(cost.Customers))), cost.Failures == 0 ? null : failures),
        new(cost.SilentMinutes == 0 ? words.Say("none") : Numbers.Span(cost.SilentMinutes), cost.SilentMinutes == 0 ? null : silence),
        new(Numbers.Amounts(cost.Amounts), !cost.Amounts.Any(money => money.TotalMinor > 0) ? null : cost.Failures == 0 ? silence : failures),
    ];

    public IEnumerable<Column> CostColumns() =>
        [new(words.Say("column.failures"), 17, Number: true), new(words.Say("column.silence"), 13, Number: true), new(words.Say("column.amount"), 16, Number: true)];

    private string Whose() => report.Scope.Kind switch
    {
        ReportScopeKind.Merchant => words.Say("whose.merchant", ("key", report.Scope.Key)),
        ReportScopeKind.Region => words.Say("whose.region", ("key", report.Scope.Key)),
        _ => report.Organisation,
    };

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(report.TimeZone));
}
