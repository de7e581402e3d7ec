using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FleetWatch.Unit.Alerting;

public sealed class OutboundTests
{
    private readonly FakeTimeProvider clock = new(FleetWatch.Support.Findings.Noon);

    [Fact]
    public async Task A_dead_destination_is_left_alone_and_does_not_hold_the_others()
    {
        await using var dead = await HttpPeer.Start(_ => new HttpReply(503));
        await using var well = await HttpPeer.Start();
        var http = Outbound();
        for (var n = 0; n < 3; n++)
            Assert.Contains("503", Assert.IsType<RetryLater>(await Post(http, dead)).Error, StringComparison.Ordinal);

        var answer = Assert.IsType<RetryLater>(await Post(http, dead));
        Assert.Contains("left alone", answer.Error, StringComparison.Ordinal);
        Assert.True(answer.After > TimeSpan.Zero);
        Assert.Equal(3, dead.Calls.Count);
        Assert.IsType<Delivered>(await Post(http, well));
    }

    [Fact]
    public async Task A_destination_that_was_left_alone_is_tried_again()
    {
        var healthy = false;
        await using var peer = await HttpPeer.Start(_ => new HttpReply(healthy ? 204 : 503));
        var http = Outbound();
        for (var n = 0; n < 4; n++)
            await Post(http, peer);
        healthy = true;
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<Delivered>(await Post(http, peer));
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_not_taken_for_dead()
    {
        await using var peer = await HttpPeer.Start(_ => new HttpReply(404));
        var http = Outbound();
        for (var n = 0; n < 10; n++)
            Assert.IsType<Refused>(await Post(http, peer));
        Assert.Equal(10, peer.Calls.Count);
    }

    private static Task<HandOver> Post(Outbound http, HttpPeer peer) => http.Post(peer.Address, JsonBody.Of(new { }), answer => answer.Judge(), default);

    private Outbound Outbound()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Alerting:Targets:PrivateHosts:0"] = "127.0.0.1",
            ["Alerting:Targets:AllowPlainHttp"] = "true",
            ["Alerting:Targets:BreakAfter"] = "3",
        }).Build();
        return new ServiceCollection().AddSingleton<TimeProvider>(clock).AddOutbound(settings).BuildServiceProvider().GetRequiredService<Outbound>();
    }
}
