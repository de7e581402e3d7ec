using System.CommandLine;
using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Pdf;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;

namespace FleetWatch.Simulator.Report;

/// <summary><c>fleetwatch report</c>: the weekly report of any past week of a recorded feed, without any server.</summary>
internal static class ReportCommand
{
    public static Command Create(Screen screen)
    {
        var fleet = new Option<string>("--fleet") { Description = Texts.Of("backtest-fleet"), Required = true, HelpName = "fleet.csv" };
        var events = new Option<string>("--events") { Description = Texts.Of("backtest-events"), Required = true, HelpName = "events.ndjson.gz" };
        var week = new Option<string?>("--week") { Description = Texts.Of("report-week"), HelpName = "2026-W45" };
        var zone = new Option<string?>("--zone") { Description = Texts.Of("report-zone"), HelpName = "Asia/Shanghai" };
        var merchant = new Option<string?>("--merchant") { Description = Texts.Of("report-merchant"), HelpName = "id" };
        var region = new Option<string?>("--region") { Description = Texts.Of("report-region"), HelpName = "name" };
        var output = new Option<string>("--out") { Description = Texts.Of("report-out"), Required = true, HelpName = "folder" };
        var language = new Option<string[]>("--language") { Description = Texts.Of("report-language"), DefaultValueFactory = _ => [OfTheReader()], AllowMultipleArgumentsPerToken = true };
        language.AcceptOnlyFromAmong([.. Words.Languages]);
        var name = new Option<string>("--organisation") { Description = Texts.Of("report-organisation"), DefaultValueFactory = _ => "fleet" };
        var address = new Option<string?>("--dashboard") { Description = Texts.Of("report-dashboard"), HelpName = "https://fleetwatch.example" };
        var command = new Command("report", Texts.Of("report")) { fleet, events, week, zone, merchant, region, output, language, name, address };
        command.SetAction((given, ct) => RunAsync(screen, new ReportOrder
        {
            Fleet = given.GetRequiredValue(fleet),
            Events = given.GetRequiredValue(events),
            Week = given.GetValue(week),
            Zone = given.GetValue(zone),
            Scope = ScopeOf(given.GetRequiredValue(name), given.GetValue(merchant), given.GetValue(region)),
            Output = given.GetRequiredValue(output),
            Languages = given.GetRequiredValue(language),
            Organisation = given.GetRequiredValue(name),
            Dashboard = Address(given.GetValue(address)),
        }, ct));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, ReportOrder order, CancellationToken ct)
    {
        var fleet = FleetFile.Read(order.Fleet);
        var zone = ZoneOf(order.Zone, fleet);
        if (order.Scope.Kind != ReportScopeKind.Organisation && !fleet.Any(order.Scope.Holds))
            throw new UnusableInputException(Texts.Of("report-no-scope", order.Scope.Key));
        var (making, feed) = await RecordedWeek.ReadAsync(screen, fleet, order.Events, order.Week, zone, ct);
        var report = making.Of(order.Organisation, order.Scope);
        var fonts = PdfFonts.Installed();
        foreach (var path in ReportFiles.Write(report, order, fonts))
            screen.Say(Texts.Of("report-written", path));
        if (fonts?.Han is null)
            screen.Fail(Texts.Of(fonts is null ? "report-no-fonts" : "report-no-chinese"));
        Backtest.Replayed.TellRefusals(screen, feed);
        return feed.Refused.Count > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }

    private static ReportScope ScopeOf(string organisation, string? merchant, string? region) => (merchant, region) switch
    {
        ({ } one, null) => new ReportScope(ReportScopeKind.Merchant, one),
        (null, { } one) => new ReportScope(ReportScopeKind.Region, one),
        (null, null) => new ReportScope(ReportScopeKind.Organisation, organisation),
        _ => throw new UnusableInputException(Texts.Of("report-one-scope")),
    };

    // Most terminals' own zone, where nobody says which the organisation's is.
    private static TimeZoneInfo ZoneOf(string? given, IReadOnlyList<TerminalRecord> fleet)
    {
        var name = given ?? fleet.Select(terminal => terminal.TimeZone).OfType<string>().GroupBy(zone => zone).OrderByDescending(zone => zone.Count())
            .ThenBy(zone => zone.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new UnusableInputException(Texts.Of("report-no-zone", name));
    }

    private static Uri? Address(string? given) => given is null ? null
        : Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UnusableInputException(Texts.Of("report-no-address", given));

    private static string OfTheReader() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-Hans" : "en";
}
