using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class ReplayRestartTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly DateTimeOffset From = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_replay_whose_process_stops_is_begun_again_by_the_next_one_and_what_it_came_to_outlives_that_one()
    {
        await using (var first = await AnalysisHost.Start(servers))
        {
            await using var held = await Hold();
            Assert.Equal(Outcome.Done, await Start(first, "stopped", "r-1"));
            await Ends(first, "stopped", "running");
            await first.DisposeAsync();
        }

        await using (var second = await AnalysisHost.Start(servers))
        {
            var done = await Ends(second, "stopped", "done");
            Assert.Equal(("r-1", 1), (done.Id, done.Interruptions));
            Assert.NotNull(done.Result);
        }

        await using var third = await AnalysisHost.Start(servers);
        var kept = await Read(third, "stopped");
        Assert.Equal(("r-1", "done", 1), (kept!.Id, kept.State, kept.Interruptions));
        Assert.NotNull(kept.Result);
    }

    [Fact]
    public async Task One_that_was_interrupted_too_often_fails_and_is_asked_for_again()
    {
        await using var host = await AnalysisHost.Start(servers);
        await Execute("""
            insert into analysis.replay (organisation, replay) values ('unlucky', '{"id":"r-1","by":"Li","askedAt":"2025-04-01T00:00:00+00:00","from":"2025-03-01T00:00:00+00:00",
            "to":"2025-03-08T00:00:00+00:00","changes":{"cardsToBlameTerminal":"5"},"state":"running","progress":0.5,"events":12,"interruptions":3}')
            """);

        var failed = await Read(host, "unlucky");
        Assert.Equal(("failed", 4), (failed!.State, failed.Interruptions));

        Assert.Equal(Outcome.Done, await Start(host, "unlucky", "r-2"));
        var done = await Ends(host, "unlucky", "done");
        Assert.Equal(("r-2", null), (done.Id, done.Interruptions));
    }

    [Fact]
    public async Task One_that_was_taken_up_again_is_still_cancelled_and_disturbed_by_no_other()
    {
        await using (var first = await AnalysisHost.Start(servers))
        {
            await using var held = await Hold();
            await Start(first, "cancelled", "r-1");
            await Ends(first, "cancelled", "running");
            await first.DisposeAsync();
        }
        await using var second = await AnalysisHost.Start(servers);
        await using var stillHeld = await Hold();

        Assert.Equal(Outcome.Conflict, await Start(second, "cancelled", "r-2"));
        Assert.Equal(Outcome.Missing, (await Ask<CancelReplay, ReplayJudged>(second, "cancelled", new CancelReplay("cancelled", "r-2"))).Ruling.Outcome);
        Assert.Equal(Outcome.Done, (await Ask<CancelReplay, ReplayJudged>(second, "cancelled", new CancelReplay("cancelled", "r-1"))).Ruling.Outcome);

        Assert.Equal("r-1", (await Ends(second, "cancelled", "cancelled")).Id);
    }

    private static async Task<Outcome> Start(AnalysisHost host, string organisation, string id) => (await Ask<StartReplay, ReplayJudged>(host, organisation, new StartReplay
    {
        RequestId = id,
        Organisation = organisation,
        By = "Li",
        From = From,
        To = From.AddDays(7),
        Changes = new Dictionary<string, string> { ["cardsToBlameTerminal"] = "5" },
    })).Ruling.Outcome;

    private static async Task<Replay> Ends(AnalysisHost host, string organisation, string state) =>
        (await Eventually.Matches(() => Read(host, organisation), replay => replay?.State == state, $"the replay of {organisation} is {state}"))!; // It matches.

    private static async Task<Replay?> Read(AnalysisHost host, string organisation) => (await Ask<ReadReplay, ReplayRead>(host, organisation, new ReadReplay(organisation))).Replay;

    private static Task<TAnswer> Ask<TRequest, TAnswer>(AnalysisHost host, string organisation, TRequest request)
        where TRequest : class
        where TAnswer : class =>
        host.Services.GetRequiredService<IClientFactory>().Ask<TRequest, TAnswer>(host.Services.GetRequiredService<IConfiguration>(), organisation, request, default);

    /// <summary>Until it is disposed of, no replay gets beyond its beginning: it reads the registry first.</summary>
    private async Task<IAsyncDisposable> Hold()
    {
        var connection = new NpgsqlConnection(servers.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table analysis.registered_terminal in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(servers.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
