using System.Text.RegularExpressions;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed partial class TakeoverTests(Servers servers) : IClassFixture<Servers>
{
    // Killed anywhere, with what was not acknowledged delivered again: the same streams as without a fault.
    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    public async Task A_successor_goes_on_as_if_nothing_had_happened(uint seed)
    {
        await using var host = await AnalysisHost.Start(servers, settings => settings["Analysis:CheckpointEverySteps"] = "7");
        var (calm, shaken) = ($"calm-{seed}", $"shaken-{seed}");
        var random = new Random((int)seed);
        var kills = Enumerable.Range(0, 6).Select(_ => random.Next(40)).ToHashSet();

        await using (var run = new WriterRun(host, calm))
            foreach (var message in Messages(calm, seed))
                await run.Commit(message);
        await Shaken(host, shaken, Messages(shaken, seed), kills);

        var expected = await Rows(calm);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await Rows(shaken));
    }

    [Fact]
    public async Task An_instance_that_was_replaced_writes_nothing_and_stops()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var old = new WriterRun(host, "fenced");
        await old.Commit(Feed.Batch("fenced", Feed.Failure("T1", "before")));
        await using var young = new WriterRun(host, "fenced");
        await young.Commit(Feed.Batch("fenced", Feed.Failure("T1", "after")));

        var late = old.Deliver(Feed.Batch("fenced", Feed.Failure("T1", "late")));

        await Assert.ThrowsAsync<FencedException>(() => old.Ended);
        Assert.False(late.Outcome.IsCompleted);
        var stream = await host.Stream("fenced", "terminal/T1");
        Assert.Equal(["before", "after"], stream.Select(stored => ((TerminalEvent)stored.Data).Id));
    }

    [Fact]
    public async Task A_predecessor_frozen_in_its_transaction_is_ended()
    {
        await using var host = await AnalysisHost.Start(servers, settings => settings["Analysis:PredecessorGrace"] = "00:00:00.2");
        await using (var first = new WriterRun(host, "frozen"))
            await first.Commit(Feed.Batch("frozen", Feed.Failure("T1", "a")));
        await using var connection = new NpgsqlConnection(servers.Postgres);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Epochs.Check(connection, "frozen", 1, default);

        await using var successor = new WriterRun(host, "frozen");
        await successor.Commit(Feed.Batch("frozen", Feed.Failure("T1", "b")));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
        Assert.Equal(2, (await host.Stream("frozen", "terminal/T1")).Count);
    }

    [Fact]
    public async Task A_clean_shutdown_leaves_nothing_to_read_again()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var run = new WriterRun(host, "clean");
        await run.Commit(Feed.Batch("clean", Feed.Failure("T1", "a"), Feed.Heartbeat("T1", "h")));

        await run.Shutdown();

        var log = host.Services.GetRequiredService<StepLog>();
        Assert.Empty(await log.ReadAfter("clean", 0, default).ToListAsync());
        await using var successor = new WriterRun(host, "clean");
        await successor.Commit(Feed.Batch("clean", Feed.Failure("T1", "a"), Feed.Failure("T1", "b")));
        Assert.Equal(2, (await host.Stream("clean", "terminal/T1")).Count);
    }

    private static async Task Shaken(AnalysisHost host, string organisation, List<object> messages, HashSet<int> kills)
    {
        var run = new WriterRun(host, organisation);
        for (var at = 0; at < messages.Count; at++)
        {
            await run.Commit(messages[at]);
            if (!kills.Remove(at))
                continue;
            await run.DisposeAsync();
            run = new WriterRun(host, organisation);
            at = Math.Max(-1, at - 3); // committed, but never acknowledged
        }
        await run.DisposeAsync();
    }

    private static List<object> Messages(string organisation, uint seed)
    {
        var random = new Random((int)seed);
        List<object> messages = [];
        var now = Feed.Start;
        for (var number = 0; number < 40; number++)
        {
            now += TimeSpan.FromMinutes(random.Next(20));
            messages.Add(random.Next(5) switch
            {
                0 => new FeedTick { Organisation = organisation, At = now },
                1 => Registry(organisation, now, random.Next(6)),
                _ => Feed.BatchAt(organisation, now, [.. Enumerable.Range(0, random.Next(1, 30)).Select(at => Event(random, number * 100 + at, now))]),
            });
        }
        return messages;
    }

    private static TerminalEvent Event(Random random, int number, DateTimeOffset now)
    {
        var terminal = $"T{random.Next(6)}";
        return random.Next(3) == 0
            ? Feed.Heartbeat(terminal, $"h{number}") with { OccurredAt = now }
            : Feed.Failure(terminal, $"f{random.Next(number + 1)}") with { OccurredAt = now, ErrorCode = "mag-read-error", ResponseCode = null };
    }

    private static RegistryBatch Registry(string organisation, DateTimeOffset now, int terminal) => new()
    {
        BatchId = Guid.NewGuid(),
        Organisation = organisation,
        ReceivedAt = now,
        Changes =
        [
            new TerminalRegistered
            {
                TerminalId = $"T{terminal}",
                At = now,
                Terminal = new TerminalRecord { TerminalId = $"T{terminal}", SiteId = $"S{terminal / 3}", Carrier = "cmcc", Region = "east", TimeZone = "Asia/Shanghai" },
            },
        ],
    };

    /// <summary>What is stored, with the findings numbered in the order of their first mention: their ids are made of the organisation's name.</summary>
    private async Task<List<string>> Rows(string organisation)
    {
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("""
            select stream_id, version, type, timestamp::text, replace(data::text, tenant_id, 'X') from analysis.mt_events where tenant_id = $1 order by seq_id
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = organisation });
        List<string> rows = [];
        List<string> findings = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(FindingId().Replace(
                $"{reader.GetString(0)} {reader.GetInt64(1)} {reader.GetString(2)} {reader.GetString(3)} {reader.GetString(4)}", Numbered));
        return [.. rows.Order(StringComparer.Ordinal)];

        string Numbered(Match id)
        {
            if (!findings.Contains(id.Value))
                findings.Add(id.Value);
            return $"finding {findings.IndexOf(id.Value)}";
        }
    }

    [GeneratedRegex("f-[0-9a-f]{16}")]
    private static partial Regex FindingId();
}
