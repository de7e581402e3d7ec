using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Analysis;

/// <summary>Our append and Marten's own are the same to each other, in both directions.</summary>
public sealed class MartenCompatibilityTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Marten_appends_after_us_and_we_after_Marten()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var run = new WriterRun(host, "both");
        await run.Commit(Feed.Batch("both", Feed.Failure("T1", "1"), Feed.Failure("T1", "2")));

        await MartenAppends(host, "both", "terminal/T1", Feed.Failure("T1", "3"));
        await run.Commit(Feed.Batch("both", Feed.Failure("T1", "4")));
        await MartenAppends(host, "both", "terminal/T2", Feed.Failure("T2", "1"));
        await run.Commit(Feed.Batch("both", Feed.Failure("T2", "2"), Feed.Failure("T3", "1"), Feed.Failure("T2", "3")));

        await Holds(host, "terminal/T1", "1", "2", "3", "4");
        await Holds(host, "terminal/T2", "1", "2", "3");
        await Holds(host, "terminal/T3", "1");
    }

    [Fact]
    public async Task A_row_of_ours_is_the_row_that_Marten_writes()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var run = new WriterRun(host, "same");
        TerminalEvent[] all =
        [
            Feed.Failure("T1", "1") with { Reversal = true, CardRef = "卡\"片\"", SentAt = Feed.Start },
            new TerminalStarted { Id = "2", TerminalId = "T1", OccurredAt = Feed.Start, Reason = "power" },
            new TerminalFaulted { Id = "3", TerminalId = "T1", OccurredAt = Feed.Start, Component = "pin-pad", FaultCode = "x:1" },
            new SoftwareChanged { Id = "4", TerminalId = "T1", OccurredAt = Feed.Start, FromVersion = "1.0" },
        ];

        await run.Commit(Feed.Batch("same", all));
        await MartenAppends(host, "same", "terminal/M1", all);

        Assert.Equal(await Rows("terminal/M1"), await Rows("terminal/T1"));
    }

    [Fact]
    public async Task Events_of_one_step_are_in_the_same_order_by_sequence_and_by_version()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var run = new WriterRun(host, "order");

        await run.Commit(Feed.Batch("order", [.. Enumerable.Range(0, 500).Select(at => Feed.Failure($"T{at % 7}", at.ToString(CultureInfo.InvariantCulture)))]));

        for (var terminal = 0; terminal < 7; terminal++)
        {
            var stream = await host.Stream("order", $"terminal/T{terminal}");
            Assert.Equal(stream.Select(stored => stored.Sequence).Order(), stream.Select(stored => stored.Sequence));
            Assert.Equal(Enumerable.Range(1, stream.Count).Select(version => (long)version), stream.Select(stored => stored.Version));
            Assert.Equal(Enumerable.Range(0, 500).Where(at => at % 7 == terminal), stream.Select(stored => int.Parse(((TerminalEvent)stored.Data).Id, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Room_left_in_the_pages_of_streams_outlives_a_migration_by_Marten()
    {
        await using var host = await AnalysisHost.Start(servers);
        await using var run = new WriterRun(host, "room");
        await run.Commit(Feed.Batch("room", Feed.Failure("T1", "1")));
        await host.Store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("select reloptions @> '{fillfactor=80}' from pg_class where oid = 'analysis.mt_streams'::regclass");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    private static async Task MartenAppends(AnalysisHost host, string organisation, string stream, params object[] events)
    {
        await using var session = host.Store.LightweightSession(organisation);
        session.Events.Append(stream, events);
        await session.SaveChangesAsync();
    }

    private static async Task Holds(AnalysisHost host, string key, params string[] ids)
    {
        var stream = await host.Stream("both", key);
        Assert.Equal(ids, stream.Select(stored => ((TerminalEvent)stored.Data).Id));
        Assert.Equal(Enumerable.Range(1, ids.Length).Select(version => (long)version), stream.Select(stored => stored.Version));
        await using var session = host.Store.QuerySession("both");
        Assert.Equal(ids.Length, (await session.Events.FetchStreamStateAsync(key))!.Version);
    }

    private async Task<List<string>> Rows(string stream)
    {
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("""
            select e.version || e.data::text || e.type || e.tenant_id || e.mt_dotnet_type || coalesce(e.causation_id, '-') || coalesce(e.bdata::text, '-')
                || e.is_archived || s.version || coalesce(s.type, '-') || s.is_archived
            from analysis.mt_events e join analysis.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id where e.stream_id = $1 order by e.version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        List<string> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
