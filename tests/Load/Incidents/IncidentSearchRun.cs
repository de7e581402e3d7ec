using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FleetWatch.Load.Incidents;

/// <summary><c>incidents</c>: how long the Dashboard's search takes over many incidents, in a database of its own that is dropped afterwards.</summary>
internal static class IncidentSearchRun
{
    private const string Organisation = "load";
    private const int Runs = 40;

    private const string Fill = $"""
        insert into {DashboardStore.Schema}.incident
        select '{Organisation}', 'i-' || n, at, at, n % 2000 = 0,
            array_to_tsvector(array['i-' || n, site, region, cause, 'org={Organisation}', 'state=' || state, 'cause=' || cause, 'kind=' || kind, 'severity=' || severity,
                'audience=' || audience, 'region=' || region, 't' || n % 100000, 't' || (n + 1) % 100000]),
            jsonb_set($1, array['id'], to_jsonb('i-' || n))
        from (select n, timestamptz '2024-01-01Z' + n * interval '63 seconds' as at, 's' || n % 20000 as site, 'region' || n % 31 as region,
                (array['site-network', 'power', 'reader-fault', 'issuer-outage', 'outdated-software', 'magnetic-interference'])[1 + n / 7 % 6] as cause,
                case when n % 2000 = 0 then 'Open' when n % 50 = 0 then 'Merged' else 'Resolved' end as state,
                (array['Site', 'Terminal', 'Issuer', 'Version'])[1 + n % 4] as kind, (array['Minor', 'Major', 'Critical', 'Minor'])[1 + n % 3] as severity,
                (array['FieldTechnician', 'Merchant', 'IssuerDesk', 'NetworkOperations', 'FraudDesk'])[1 + (n % 1000) / 222] as audience
            from generate_series(1, $2) n) made
        """;

    private static readonly (string Name, IncidentFilter Filter)[] Searches =
    [
        ("not over", new IncidentFilter()),
        ("all, the first page", new IncidentFilter { State = IncidentFilter.All }),
        ("all, from the middle", new IncidentFilter { State = IncidentFilter.All, After = new IncidentCursor(new DateTimeOffset(2024, 12, 1, 0, 0, 0, TimeSpan.Zero), "i-500000") }),
        ("over, by cause", new IncidentFilter { State = "resolved", Cause = Causes.Power }),
        ("over, by cause, scope, severity and audience", new IncidentFilter { State = "resolved", Cause = Causes.SiteNetwork, Kind = ScopeKind.Site, Severity = Severity.Critical, Audience = Audience.FraudDesk }),
        ("one site", new IncidentFilter { State = IncidentFilter.All, Text = "s777" }),
        ("a terminal and a cause in words", new IncidentFilter { State = IncidentFilter.All, Text = "t77777 power" }),
        ("the beginning of many names", new IncidentFilter { State = IncidentFilter.All, Text = "s1" }),
        ("nothing", new IncidentFilter { State = IncidentFilter.All, Text = "no such name" }),
    ];

    public static Command Command()
    {
        var count = new Option<int>("--count") { Description = "Incidents to search in.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("incidents", "Times the Dashboard's incident search.") { count };
        command.SetAction((parsed, ct) => Execute(parsed.GetValue(count), ct));
        return command;
    }

    private static async Task<int> Execute(int count, CancellationToken ct)
    {
        await DashboardDatabase.Within("load_incidents", async (services, database) =>
        {
            await DashboardDatabase.Run(database, Fill, ct, new NpgsqlParameter { Value = Body(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb }, new NpgsqlParameter { Value = count });
            await DashboardDatabase.Run(database, $"vacuum analyze {DashboardStore.Schema}.incident", ct);
            await Measure(services.GetRequiredService<IncidentSearch>(), count, ct);
        }, ct);
        return 0;
    }

    private static async Task Measure(IncidentSearch search, int count, CancellationToken ct)
    {
        Console.WriteLine($"{count} incidents, {Runs} runs each, {Environment.ProcessorCount} cores");
        foreach (var (name, filter) in Searches)
        {
            var found = (await search.Find(Organisation, filter, [], ct)).Incidents.Count;
            var times = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                var begun = Stopwatch.GetTimestamp();
                await search.Find(Organisation, filter, [], ct);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine($"{name,-46} {found,3} found  median {times[Runs / 2],6:0.0} ms  largest {times[^1],6:0.0} ms");
        }
    }

    private static string Body() => JsonSerializer.Serialize(new IncidentView
    {
        Id = "",
        Standing = Standing.Resolved,
        OpenedAt = DateTimeOffset.UnixEpoch,
        Finding = new Finding
        {
            FindingId = "f",
            Organisation = Organisation,
            Cause = Causes.SiteNetwork,
            Scope = new Scope(ScopeKind.Site, "S0007"),
            StartedAt = DateTimeOffset.UnixEpoch,
            OpenedAt = DateTimeOffset.UnixEpoch,
            Severity = Severity.Major,
            Page = true,
            Notify = [Audience.NetworkOperations],
            Confidence = 0.9,
            Evidence = new Evidence { Failures = 42, Expected = 1.4, Peers = [new PeerHealth(new Scope(ScopeKind.Region, "north"), 3, 3.6, 240)] },
            AffectedTerminals = [.. Enumerable.Range(0, 14).Select(n => $"T{n:000000}")],
            AffectedTerminalCount = 14,
        },
    }, JsonSerializerOptions.Web);
}
