using FleetWatch.Contracts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Store;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Dashboard;

/// <summary>Two instances of the Dashboard, of which the broker lets one read.</summary>
public sealed class StandbyTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly KnownOrganisation Acme = new() { Id = "acme", Name = "Acme Payments", TimeZone = "Asia/Shanghai" };
    private static readonly KnownOrganisation Busy = Acme with { Id = "busy" };
    private static readonly DateTimeOffset Noon = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Noon);

    [Fact]
    public async Task The_one_that_stands_by_shows_what_the_other_has_taken_and_goes_on_from_there()
    {
        await using var app = await Tables();
        var (readingBoards, boards) = (new Boards(), new Boards());
        using var stop = new CancellationTokenSource();
        var (reading, standing) = (Reader(app, readingBoards), Reader(app, boards));
        Task[] running = [reading.Run(stop.Token), standing.Run(stop.Token)];
        await reading.Take(Heard("T1"), default);
        await Advance(() => Terminals(boards) == 1, "it shows the first terminal");

        for (var n = 0; n < 6; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await reading.Take(Heard("T1", "T2"), default);
        }
        await Advance(() => Terminals(boards) == 2, "it shows the second one");

        clock.Advance(TimeSpan.FromSeconds(10));
        await reading.Take(Heard("T1", "T2", "T3"), default);
        clock.Advance(TimeSpan.FromSeconds(10));
        await standing.Take(Heard("T1"), default);

        await Advance(() => Terminals(boards) == 3, "it shows what the other has taken last");
        await using var gaps = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from dashboard.feed_gap where until_at - from_at > interval '60 s'");
        Assert.Equal(0L, await gaps.ExecuteScalarAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
    }

    [Fact]
    public async Task What_is_read_from_the_tables_calls_a_busy_terminal_with_some_failures_what_the_feed_calls_it()
    {
        await using var app = await Tables();
        var (readingBoards, boards) = (new Boards(), new Boards());
        using var stop = new CancellationTokenSource();
        var reading = Reader(app, readingBoards, Busy);
        Task[] running = [reading.Run(stop.Token)];
        await reading.Take(Of([.. Enumerable.Range(0, 4).Select(Failure), new TerminalHeartbeat { Id = "beat", TerminalId = "T1", OccurredAt = Noon, Attempts = 100, Approvals = 96 }]), default);
        await Advance(() => readingBoards.Of(Busy.Id).Picture.Pays == 1, "the feed calls it one that pays");

        running = [.. running, Reader(app, boards, Busy).Run(stop.Token)];
        await Advance(() => boards.Of(Busy.Id).Picture.Terminals == 1, "the tables tell of it");

        Assert.Equal(1, boards.Of(Busy.Id).Picture.Pays);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
    }

    private static TransactionFailed Failure(int n) => new() { Id = $"failed-{n}", TerminalId = "T1", OccurredAt = Noon, ResponseCode = "51" };

    private static int Terminals(Boards boards) => boards.Of(Acme.Id).Picture.Terminals;

    private Task Advance(Func<bool> expected, string what) => Eventually.True(() =>
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(expected());
    }, what);

    private FleetMessage Heard(params string[] terminals) =>
        Of([.. terminals.Select(id => new TerminalHeartbeat { Id = Guid.NewGuid().ToString(), TerminalId = id, OccurredAt = clock.GetUtcNow() })]);

    private FleetMessage Of(params TerminalEvent[] events) => new(Guid.NewGuid(), clock.GetUtcNow()) { Events = events };

    private FleetReader Reader(WebApplication app, Boards boards, KnownOrganisation? whose = null) => new(whose ?? Acme, app.Services.GetRequiredService<NpgsqlDataSource>(),
        new StoredFleet(app.Services.GetRequiredService<NpgsqlDataSource>()), boards, clock, NullLogger.Instance);

    private async Task<WebApplication> Tables()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(servers.Settings);
        builder.AddServiceDefaults("dashboard");
        builder.AddDashboardStore();
        var app = builder.Build();
        await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return app;
    }
}
