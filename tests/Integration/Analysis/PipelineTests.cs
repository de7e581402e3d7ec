using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class PipelineTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task A_batch_ends_in_the_streams_of_its_terminals()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("acme");

        await analysis.Send(Feed.Batch("acme", Feed.Failure("T1", "a"), Feed.Failure("T2", "b"), Feed.Heartbeat("T1", "h"), Feed.Failure("T1", "c")));

        var stream = await analysis.StreamOf(2, "acme", "terminal/T1");
        Assert.Equal([Feed.Failure("T1", "a"), Feed.Failure("T1", "c")], stream.Select(stored => stored.Data));
        Assert.Equal([1L, 2L], stream.Select(stored => stored.Version));
        Assert.All(stream, stored => Assert.Equal(Feed.Start, stored.Timestamp));
        Assert.Single(await analysis.Stream("acme", "terminal/T2"));
    }

    [Fact]
    public async Task Two_organisations_with_the_same_terminal_id_never_meet()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("north");
        await analysis.Register("south");

        await analysis.Send(Feed.Batch("north", Feed.Failure("T1", "same-id")));
        await analysis.Send(Feed.Batch("south", Feed.Failure("T1", "same-id"), Feed.Failure("T1", "other")));

        Assert.Equal(2, (await analysis.StreamOf(2, "south", "terminal/T1")).Count);
        Assert.Single(await analysis.StreamOf(1, "north", "terminal/T1"));
    }

    [Fact]
    public async Task A_standby_takes_the_queue_over()
    {
        await using var active = await AnalysisHost.Start(servers);
        await using var standby = await AnalysisHost.Start(servers);
        await active.Register("handed-over");
        await active.Send(Feed.Batch("handed-over", Feed.Failure("T1", "a")));
        await active.StreamOf(1, "handed-over", "terminal/T1");
        await Eventually.Matches(() => servers.Broker<JsonObject>("queues/{vhost}/analysis.handed-over"),
            queue => queue?["consumers"]?.GetValue<int>() == 2, "both instances read the queue");

        await active.DisposeAsync();
        await standby.Send(Feed.Batch("handed-over", Feed.Failure("T1", "b")));

        var stream = await standby.StreamOf(2, "handed-over", "terminal/T1");
        Assert.Equal(["a", "b"], stream.Select(stored => ((TerminalEvent)stored.Data).Id));
    }

    [Fact]
    public async Task What_arrives_again_counts_once()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("again");
        var batch = Feed.Batch("again", Feed.Failure("T1", "a"), Feed.Failure("T1", "b"));

        await analysis.Send(batch);
        await analysis.Send(batch);
        await analysis.Send(Feed.Batch("again", Feed.Failure("T1", "b"), Feed.Failure("T1", "c"), Feed.Failure("T1", "c")));
        await analysis.Send(Feed.Batch("again", Feed.Failure("T2", "end")));

        await analysis.StreamOf(1, "again", "terminal/T2");
        var stream = await analysis.Stream("again", "terminal/T1");
        Assert.Equal(["a", "b", "c"], stream.Select(stored => ((TerminalEvent)stored.Data).Id));
    }
}
