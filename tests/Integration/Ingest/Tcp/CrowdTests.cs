using FleetWatch.Contracts;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Ingest.Tcp;

/// <summary>Connections that behave badly, beside one that does not.</summary>
public sealed class CrowdTests(Servers servers) : IClassFixture<Servers>
{
    private const int Crowd = 999;

    [Fact]
    public async Task A_thousand_connections_that_are_slow_half_open_flooding_or_lying_do_not_disturb_one_that_is_not()
    {
        await using var reader = await FleetReader.Start(servers, "crowd");
        await using var ingest = await FeedTests.Start(servers, "crowd", ("Feeds:Listeners:main:MaxConnections", "2000"));
        var port = ingest.Port("main");
        var crowd = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => SwitchPeer.Connect(port)));
        var flood = SwitchPeer.Framed([.. Enumerable.Range(0, 500).Select(number => SwitchPeer.Request(number, "FLOOD"))]);
        var misbehaving = crowd.Select((peer, number) => (number % 4) switch
        {
            0 => Task.CompletedTask, // half open: says nothing
            1 => peer.SendRaw(new byte[] { 0x00, 0x7F, 0x30 }), // slow: a message that is never finished
            2 => peer.SendRaw(new byte[] { 0xFF, 0xFE, 0x30 }), // lies about the length
            _ => peer.SendRaw(flood),
        });
        await Task.WhenAll(misbehaving);
        using var good = await SwitchPeer.Connect(port);

        for (var sale = 0; sale < 20; sale++)
            await good.Send(SwitchPeer.Request(sale, "GOOD"), SwitchPeer.Response(sale, "91", "GOOD"));

        var heard = await reader.Heard<EventBatch>(batches => FeedTests.Events(batches).Count(one => one.TerminalId == "GOOD") == 20, "every sale of the good one");
        Assert.All(FeedTests.Events(heard).OfType<TransactionFailed>(), one => Assert.Equal("GOOD", one.TerminalId));
        Assert.Null(await crowd[2].Answer()); // it was hung up on
        foreach (var peer in crowd)
            peer.Dispose();
    }

    [Fact]
    public async Task A_connection_without_a_whole_message_is_closed_and_one_too_many_too()
    {
        await using var ingest = await FeedTests.Start(servers, "idle", ("Feeds:Listeners:main:MaxConnections", "1"), ("Feeds:Listeners:main:IdleTimeout", "00:00:02"));
        using var slow = await SwitchPeer.Connect(ingest.Port("main"));
        await slow.SendRaw(new byte[] { 0x00 });
        await Eventually.True(async () =>
        {
            using var second = await SwitchPeer.Connect(ingest.Port("main"));
            return await second.Answer() is null;
        }, "the second one is hung up on");

        Assert.Null(await slow.Answer());
    }
}
