using FleetWatch.Contracts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Reports;
using FleetWatch.Dashboard.Store;
using FleetWatch.Rehearsing;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Troubles;
using FleetWatch.Reporting.Weekly;
using FleetWatch.ServiceDefaults;
using FleetWatch.Simulator.Simulate;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Dashboard;

/// <summary>Two simulated weeks as the Dashboard takes them into its tables, and the same weeks as files would be counted.</summary>
public sealed class StoredFortnight : IAsyncLifetime
{
    internal static readonly DateTimeOffset Monday = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(8));
    internal static readonly KnownOrganisation Acme = new() { Id = "acme", Name = "Acme Payments", TimeZone = "Asia/Shanghai" };
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(25);
    private readonly List<IncidentEvent> told = [];

    internal Servers Servers { get; } = new();
    internal FakeTimeProvider Clock { get; } = new(Monday.AddDays(14).AddHours(8));
    internal WebApplication App { get; private set; } = null!; // InitializeAsync sets these.
    internal Simulation Simulation { get; private set; } = null!;
    internal IReadOnlyList<TerminalEvent> Feed { get; private set; } = null!;
    internal ReportWeek Week { get; } = ReportWeek.Parse("2026-W46", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))!; // There is one.

    public async Task InitializeAsync()
    {
        await Servers.InitializeAsync();
        App = await Started(Servers, Clock);
        Simulation = new Simulation(new SimulationOptions { Seed = 31, Terminals = 60, Days = 14, Start = Monday });
        Feed = [.. Simulation.Run()];
        var rehearsal = new Rehearsal([.. Simulation.Estate.Registry], new BacktestSettings(), told: told.Add);
        foreach (var next in Feed)
            rehearsal.Take(next);
        rehearsal.End();
        await Store();
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Servers.DisposeAsync();
    }

    /// <summary>What of the Dashboard makes reports, on its tables, without what listens.</summary>
    internal static async Task<WebApplication> Started(Servers servers, TimeProvider clock, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(servers.Settings).AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults("dashboard");
        builder.Services.AddSingleton(clock);
        builder.AddDashboardStore();
        builder.AddIncidents();
        builder.AddReports();
        var app = builder.Build();
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return app;
    }

    /// <summary>The week from the feed itself.</summary>
    /// <param name="believed">As an event and its arrival are believed.</param>
    internal ReportMaking FromFiles(Func<TerminalEvent, DateTimeOffset, TerminalEvent> believed)
    {
        var (roster, fold) = (new Roster([.. Simulation.Estate.Registry.OrderBy(one => one.TerminalId, StringComparer.Ordinal)]), new TroubleFold());
        var (before, facts) = (new WeekFacts(Week.Previous, roster), new WeekFacts(Week, roster));
        foreach (var (happened, at) in Arrived())
        {
            before.Take(believed(happened, at));
            facts.Take(believed(happened, at));
        }
        told.ForEach(fold.Take);
        return new ReportMaking(before, facts, [.. fold.Troubles], new Coverage { KnownFrom = Monday.ToUniversalTime(), Caveats = [Caveat.Hours] });
    }

    internal Task<ReportMaking> FromTables() => App.Services.GetRequiredService<WeekTables>().Read(Acme, Week, default);

    private List<(TerminalEvent Event, DateTimeOffset At)> Arrived()
    {
        var clock = new FeedClock();
        return [.. Feed.Select(one => (one, clock.Take(one)))];
    }

    private async Task Store()
    {
        var intake = new FleetIntake(Acme.Id, App.Services.GetRequiredService<NpgsqlDataSource>());
        var state = new FleetState(Week.Zone);
        await intake.Take(state, [new FleetMessage(Guid.NewGuid(), Monday)
        {
            Changes = [.. Simulation.Estate.Registry.Select(one => new TerminalRegistered { TerminalId = one.TerminalId, At = Monday, Terminal = one })],
        }], default);
        var ticks = Enumerable.Range(0, (int)(TimeSpan.FromDays(14) / TickEvery)).Select(at => new FleetMessage(Guid.NewGuid(), Monday + (at * TickEvery)));
        var batches = Arrived().GroupBy(one => one.At.UtcTicks / TimeSpan.TicksPerMinute)
            .Select(minute => new FleetMessage(Guid.NewGuid(), minute.Max(one => one.At)) { Events = [.. minute.Select(one => one.Event)] });
        foreach (var hour in ticks.Concat(batches).OrderBy(one => one.At).GroupBy(one => one.At.UtcTicks / TimeSpan.TicksPerHour))
            await intake.Take(state, [.. hour], default);
        var book = App.Services.GetRequiredService<IncidentBook>();
        foreach (var (happened, at) in told.Select((one, at) => (one, at)))
            await book.Take(Acme.Id, new HeardEvent(new Guid(at + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), Monday.AddMilliseconds(at), happened), default);
    }
}
