using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Load.Core;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Troubles;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;

namespace FleetWatch.Load.Reports;

/// <summary><c>report</c>: the weekly report of a large fleet from events made on the way, without servers: time, peak memory and size of the mail.</summary>
internal static class ReportRun
{
    private const int FailuresInHundred = 10;

    public static Command Command()
    {
        var terminals = new Option<int>("--terminals") { Description = "Size of the fleet.", DefaultValueFactory = _ => 100_000 };
        var events = new Option<int>("--events") { Description = "Events of the week and the week before.", DefaultValueFactory = _ => 5_000_000 };
        var incidents = new Option<int>("--incidents") { Description = "Incidents of the week.", DefaultValueFactory = _ => 2_000 };
        var command = new Command("report", "The weekly report of a large fleet, in memory: needs no servers.") { terminals, events, incidents };
        command.SetAction(given => Measure(given.GetValue(terminals), given.GetValue(events), given.GetValue(incidents)));
        return command;
    }

    private static void Measure(int terminals, int events, int incidents)
    {
        var watch = Stopwatch.StartNew();
        var week = ReportWeek.Parse("2026-W45", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))!; // That week exists.
        var roster = new Roster([.. Enumerable.Range(0, terminals).Select(CoreFleet.Record)]);
        var (before, facts) = (new WeekFacts(week.Previous, roster), new WeekFacts(week, roster));
        Say($"{terminals:N0} terminals registered after {watch.Elapsed.TotalSeconds:0.0} s");
        var random = new Random(1);
        for (var at = 0; at < events; at++)
        {
            var next = Event(random, at, terminals, week);
            before.Take(next);
            facts.Take(next);
        }
        Say($"{before.Events + facts.Events:N0} events made and counted after {watch.Elapsed.TotalSeconds:0.0} s");
        var report = new ReportMaking(before, facts, [.. Enumerable.Range(0, incidents).Select(at => Incident(random, at, terminals, week))])
            .Of("load", new ReportScope(ReportScopeKind.Organisation, "load"));
        Say($"report of {report.Failures.Failures:N0} failures and {report.Causes.Sum(cause => cause.Incidents.Count):N0} incidents after {watch.Elapsed.TotalSeconds:0.0} s");
        foreach (var language in Explaining.Words.Languages)
        {
            var mail = HtmlMail.Of(Writing.Of(report, language, new Uri("https://fleetwatch.example")));
            Say($"mail in {language}: {System.Text.Encoding.UTF8.GetByteCount(mail) / 1000.0:0.0} kB after {watch.Elapsed.TotalSeconds:0.0} s");
        }
        using var process = Process.GetCurrentProcess();
        Say($"peak memory {process.PeakWorkingSet64 / 1e6:0} MB, processor time {process.TotalProcessorTime.TotalSeconds:0.0} s");
    }

    private static TerminalEvent Event(Random random, int number, int terminals, ReportWeek week)
    {
        var terminal = random.Next(terminals);
        var at = week.Previous.From.AddHours((random.Next(14) * 24) + 9).AddSeconds(random.Next(12 * 3600));
        var id = string.Create(CultureInfo.InvariantCulture, $"e{number}");
        if (random.Next(100) >= FailuresInHundred)
            return new TerminalHeartbeat { Id = id, TerminalId = CoreFleet.TerminalId(terminal), OccurredAt = at, SentAt = at, SoftwareVersion = CoreFleet.Version(terminal), Attempts = 5, Approvals = 4 };
        return new TransactionFailed
        {
            Id = id,
            TerminalId = CoreFleet.TerminalId(terminal),
            OccurredAt = at,
            SentAt = at,
            ErrorCode = random.Next(2) == 0 ? "no-signal" : null,
            ResponseCode = "51",
            Bin = string.Create(CultureInfo.InvariantCulture, $"6200{random.Next(200):0000}"),
            CardRef = string.Create(CultureInfo.InvariantCulture, $"c{random.Next(1_000_000)}"),
            AmountMinor = random.Next(1, 100_000),
            Currency = "CNY",
        };
    }

    private static Trouble Incident(Random random, int number, int terminals, ReportWeek week)
    {
        var from = week.From.AddMinutes(random.Next(7 * 24 * 60));
        var record = CoreFleet.Record(random.Next(terminals));
        return new Trouble
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"i{number:000000}"),
            Cause = number % 2 == 0 ? Causes.SiteNetwork : Causes.NetworkDrops,
            Scope = number % 2 == 0 ? new Scope(ScopeKind.Site, record.SiteId!) : new Scope(ScopeKind.Terminal, record.TerminalId), // The made-up fleet has sites.
            StartedAt = from,
            OpenedAt = from.AddMinutes(10),
            ResolvedAt = from.AddHours(12),
            Page = true,
            Symptoms = ["no-signal", "silence"],
        };
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
