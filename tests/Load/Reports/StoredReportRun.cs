using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Reports;
using FleetWatch.Dashboard.Store;
using FleetWatch.Load.Core;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace FleetWatch.Load.Reports;

/// <summary><c>report-tables</c>: the weekly report of a large fleet as the Dashboard makes it, from its tables, in a database of its own.</summary>
internal static class StoredReportRun
{
    private const string Schema = DashboardStore.Schema;
    private static readonly KnownOrganisation Load = new() { Id = "load", Name = "Load", TimeZone = "Asia/Shanghai" };

    // Twelve open hours on each of fourteen days.
    private const string Hours = $"""
        insert into {Schema}.terminal_hour (organisation, terminal_id, hour, attempts, approvals, failures, silent_minutes, heard)
        select 'load', 'T' || lpad(n::text, 7, '0'), $1::timestamptz + day * interval '1 day' + hour * interval '1 hour', 4, 4, 0, 0, 3
        from generate_series(0, 13) day, generate_series(9, 20) hour, generate_series(0, $2 - 1) n
        """;

    private const string Events = $"""
        insert into {Schema}.event (organisation, terminal_id, occurred_at, event_id, received_at, type, code, data)
        select 'load', terminal, at, 'e' || n, at, 'transaction-failed', code,
            $3::jsonb || jsonb_build_object('id', 'e' || n, 'terminalId', terminal, 'occurredAt', at, 'sentAt', at, 'cardRef', 'c' || n % 1000000, 'amountMinor', 1 + n % 100000)
            || case when code = 'no-signal' then jsonb_build_object('errorCode', code) else jsonb_build_object('responseCode', code) end
        from (select n, 'T' || lpad(((n * 7919::bigint) % $4)::text, 7, '0') as terminal, case when n % 2 = 0 then 'no-signal' else '51' end as code,
                $1::timestamptz + (n % 14) * interval '1 day' + interval '9 hours' + (n * 104729::bigint % 43200) * interval '1 second' as at
            from generate_series(1, $2) n) made
        """;

    private const string Terminals = $"insert into {Schema}.terminal (organisation, terminal_id, record, last_heard_at) select 'load', id, record::jsonb, $3 from unnest($1, $2) as made (id, record)";

    public static Command Command()
    {
        var terminals = new Option<int>("--terminals") { Description = "Size of the fleet.", DefaultValueFactory = _ => 100_000 };
        var failures = new Option<int>("--failures") { Description = "Failures of the week and the week before.", DefaultValueFactory = _ => 500_000 };
        var command = new Command("report-tables", "The weekly report of a large fleet from the Dashboard's tables.") { terminals, failures };
        command.SetAction((given, ct) => DashboardDatabase.Within("load_report", (_, database) => Measure(database, given.GetValue(terminals), given.GetValue(failures), ct), ct));
        return command;
    }

    private static async Task Measure(NpgsqlDataSource database, int terminals, int failures, CancellationToken ct)
    {
        var week = ReportWeek.Of(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Load.TimeZone)).Previous;
        await Fill(database, week, terminals, failures, ct);
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        Say($"{terminals * 14L * 12:N0} hours and {failures:N0} failures are in the tables; {process.WorkingSet64 / 1e6:0} MB before");
        var (watch, spent) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var making = await new WeekTables(database, Options.Create(new Retention()), TimeProvider.System).Read(Load, week, ct);
        Say($"read after {watch.Elapsed.TotalSeconds:0.0} s, {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB alive, peak {Peak(process)} MB");
        var report = making.Of(Load.Name, new ReportScope(ReportScopeKind.Organisation, Load.Name));
        Say($"report of {report.Failures.Failures:N0} failures in {report.Failures.Attempts:N0} attempts after {watch.Elapsed.TotalSeconds:0.0} s");
        var mail = HtmlMail.Of(Writing.Of(report, "en", new Uri("https://fleetwatch.example")));
        Say($"mail of {System.Text.Encoding.UTF8.GetByteCount(mail) / 1000.0:0.0} kB after {watch.Elapsed.TotalSeconds:0.0} s, {(process.TotalProcessorTime - spent).TotalSeconds:0.0} s of this process' own, peak memory {Peak(process)} MB");
    }

    private static string Peak(Process process)
    {
        process.Refresh();
        return (process.PeakWorkingSet64 / 1e6).ToString("0", CultureInfo.InvariantCulture);
    }

    private static async Task Fill(NpgsqlDataSource database, ReportWeek week, int terminals, int failures, CancellationToken ct)
    {
        var from = week.Previous.From.UtcDateTime;
        for (var at = 0; at < terminals; at += 10_000)
        {
            var some = Enumerable.Range(at, Math.Min(10_000, terminals - at)).Select(CoreFleet.Record).ToList();
            await DashboardDatabase.Run(database, Terminals, ct, new NpgsqlParameter { Value = some.Select(one => one.TerminalId).ToArray() },
                new NpgsqlParameter { Value = some.Select(one => JsonSerializer.Serialize(one, ContractJson.Default.TerminalRecord)).ToArray() }, new NpgsqlParameter { Value = week.To.UtcDateTime });
        }
        await DashboardDatabase.Run(database, Hours, ct, new NpgsqlParameter { Value = from }, new NpgsqlParameter { Value = terminals });
        var same = JsonSerializer.Serialize<TerminalEvent>(new TransactionFailed { Id = "", TerminalId = "", OccurredAt = week.From, Bin = "62002202", Currency = "CNY" }, ContractJson.Default.TerminalEvent);
        await DashboardDatabase.Run(database, Events, ct, new NpgsqlParameter { Value = from }, new NpgsqlParameter { Value = failures },
            new NpgsqlParameter { Value = same, NpgsqlDbType = NpgsqlDbType.Jsonb }, new NpgsqlParameter { Value = terminals });
        await DashboardDatabase.Run(database, "vacuum analyze", ct);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
